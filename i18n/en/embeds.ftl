# Pages shown on other sites.

embed-continue = Read on at “{ $site }”
embed-open = Open the page at “{ $site }”
embed-unlisted = { $count ->
    [one] and one more page
   *[other] and { $count } more pages
}
embed-pages = In this section
embed-section = Section
embed-page = Page
embed-country = Comparison

embed-this = Show this page on your site
embed-this-intro = You can show a short part of this page inside another site. It stays up to date and sets no cookies.
embed-this-help = Steps for WordPress, Joomla and other programs
embed-this-wordpress = With WordPress
embed-this-step-1 = Copy the address below.
embed-this-step-2 = Paste it into an empty line of your post, on its own.
embed-this-step-3 = Save or update the post: the page appears in place of the address.
embed-this-address = Address
embed-this-html = With other programs: HTML code
embed-this-unit = What to show
embed-this-unit-page = This page
embed-this-unit-section = Its section
embed-this-unit-terms = Glossary words on this page
embed-this-language = Language
embed-this-preview = Preview
embed-this-copy-address = Copy the address
embed-this-copy-html = Copy the code
embed-this-failed = This page could not be read. Please try again.
