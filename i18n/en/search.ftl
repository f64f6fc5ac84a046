# The words of search: the dialog, the page of results, the glossary's filter.

# The last part of the address of the page of results.
search-slug = search
search = Search
search-title = Search this site
search-description = Look for words, abbreviations and phrases on all pages of the site, in all its languages: accents do not matter and small mistakes are forgiven.
search-label = What are you looking for?
search-hint = You can write a word, several words, or a phrase in quotation marks. Accents do not matter and small mistakes are forgiven. Search looks at the pages in all languages of the site.
search-keys = Arrows to choose, Enter to open, Esc to close
search-all = All results
search-none = No results. Try another word, or look in the glossary.
search-one = 1 page found
search-many = { "#" } pages found
search-least-one = The phrase is on at least 1 page
search-least = The phrase is on at least { "#" } pages
search-unread = The phrase is not on the first { "#" } pages that have these words
search-meant = No page says exactly that. Here are the results for:
search-missing = Without this word, which is on no page:
search-term = From the glossary
search-side = In { $language }
search-more = Show more results
search-failed = Search cannot read its index. Reload the page and try again.
search-without = Search needs JavaScript, which your browser has switched off or does not have. You can still read the whole site:
search-without-glossary = the glossary lists its words from A to Z
search-without-contents = the contents list all sections
search-contents = The sections of this site
search-close = Close search
glossary-filter = Filter the entries
glossary-filter-hint = Write a word, an abbreviation or a form to avoid, in English or Italian.
glossary-filter-one = 1 entry
glossary-filter-many = { "#" } entries
glossary-filter-none = No entry. Try searching the whole site.
