// The data for other programs, as other programs read it: every JSON file against its published schema
// (ajv), and the JSON-LD of every page through a JSON-LD processor (jsonld). Nothing is fetched: the
// context of schema.org is a small one of ours.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import jsonld from 'jsonld';

const site = process.env.CARTA_SITE;
assert.ok(site, 'CARTA_SITE names the folder that carta build --out wrote');
const data = join(site, 'data');
const json = (name) => JSON.parse(readFileSync(join(data, name), 'utf8'));
const schemas = readdirSync(data).filter((name) => name.endsWith('.schema.json'));

test('every schema has its data, and the data is valid', () => {
  const names = schemas.map((name) => name.replace('.schema.json', '')).sort();
  assert.deepEqual(names, ['bibliography', 'competences', 'countries', 'criteria', 'glossary']);
  for (const name of names) {
    const ajv = new Ajv({ strict: true, allErrors: true });
    const validate = ajv.compile(json(`${name}.schema.json`));
    assert.ok(validate(json(`${name}.json`)), `${name}: ${ajv.errorsText(validate.errors)}`);
  }
});

test('a schema refuses a field that it does not name, and a value of another type', () => {
  const ajv = new Ajv({ strict: true });
  const validate = ajv.compile(json('countries.schema.json'));
  assert.ok(!validate({ ...json('countries.json'), colour: 'red' }));
  const wrong = json('countries.json');
  wrong.sections[0].entries[0].facts[0].qualifier = 'perhaps';
  assert.ok(!validate(wrong));
});

test('the references between the files lead somewhere', () => {
  const works = new Set(json('bibliography.json').map((work) => work.id));
  const sources = [];
  const walk = (value) => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (value && typeof value === 'object') {
      sources.push(...(value.sources ?? []), ...(value.conflict_with ? [value.conflict_with] : []));
      Object.values(value).forEach(walk);
    }
  };
  ['countries', 'competences', 'criteria', 'glossary'].forEach((name) => walk(json(`${name}.json`)));
  assert.ok(sources.length > 100);
  assert.deepEqual([...new Set(sources)].filter((id) => !works.has(id)), []);
  for (const section of json('countries.json').sections) {
    const columns = new Set(section.columns.map((column) => column.id));
    for (const entry of section.entries) {
      for (const fact of entry.facts) assert.ok(columns.has(fact.column), fact.column);
    }
  }
});

// --- JSON-LD ---

const context = {
  '@context': {
    '@vocab': 'https://schema.org/',
    url: { '@type': '@id' },
    item: { '@type': '@id' },
    contentUrl: { '@type': '@id' },
    license: { '@type': '@id' },
    inDefinedTermSet: { '@type': '@id' },
  },
};
const documentLoader = async (url) => {
  assert.match(url, /^https?:\/\/schema\.org\/?$/, 'nothing else is fetched');
  return { contextUrl: null, documentUrl: url, document: context };
};

function* pages(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* pages(path);
    else if (entry.name === 'index.html') yield path;
  }
}

test('the JSON-LD of every page is accepted by a processor and tells the page’s own address', async () => {
  const types = new Map();
  let count = 0;
  for (const path of pages(site)) {
    const html = readFileSync(path, 'utf8');
    const found = [...html.matchAll(/<script type="application\/ld\+json">([^<]*)<\/script>/g)];
    if (found.length === 0) continue;
    assert.equal(found.length, 1, path);
    const document = JSON.parse(found[0][1]);
    const [thing] = document['@graph'];
    const canonical = html.match(/<link rel="canonical" href="([^"]*)">/)[1];
    assert.equal(thing['@id'], canonical, path);
    const crumbs = document['@graph'].find((part) => part['@type'] === 'BreadcrumbList').itemListElement;
    assert.equal(crumbs.at(-1).item, canonical, path);
    assert.deepEqual(crumbs.map((crumb) => crumb.position), crumbs.map((_, at) => at + 1));
    const expanded = await jsonld.expand(document, { documentLoader });
    assert.equal(expanded.length, document['@graph'].length, path);
    const quads = await jsonld.toRDF(document, { documentLoader });
    assert.ok(quads.some((quad) => quad.subject.value === canonical), path);
    types.set(thing['@type'], (types.get(thing['@type']) ?? 0) + 1);
    count += 1;
  }
  assert.ok(count > 400, `${count} pages`);
  const wanted = ['Article', 'DataCatalog', 'Dataset', 'DefinedTerm', 'DefinedTermSet', 'WebSite'];
  assert.deepEqual([...types.keys()].sort(), wanted);
});

test('the files that JSON-LD offers for download are there', () => {
  const offered = new Set();
  for (const path of pages(site)) {
    const html = readFileSync(path, 'utf8');
    for (const [, url] of html.matchAll(/"contentUrl":"[^"]*?\/(data\/[^"]*)"/g)) offered.add(url);
  }
  assert.ok(offered.has('data/countries.csv') && offered.has('data/bibliography.bib'));
  for (const path of offered) assert.ok(existsSync(join(site, path)), path);
});

test('the glossary as SKOS is accepted by a processor: a scheme, and its concepts in it', async () => {
  const document = JSON.parse(readFileSync(join(data, 'glossary.jsonld'), 'utf8'));
  const quads = await jsonld.toRDF(document, { documentLoader });
  const skos = 'http://www.w3.org/2004/02/skos/core#';
  const type = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
  const of = (name) => quads.filter((q) => q.predicate.value === type && q.object.value === skos + name);
  assert.equal(of('ConceptScheme').length, 1);
  const concepts = new Set(of('Concept').map((quad) => quad.subject.value));
  assert.equal(concepts.size, json('glossary.json').entries.length);
  for (const quad of quads) {
    if ([`${skos}broader`, `${skos}related`].includes(quad.predicate.value)) {
      assert.ok(concepts.has(quad.object.value), quad.object.value);
    }
  }
});
