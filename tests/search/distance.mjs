// Holds the distance of two words that the search of a built site reckons (in a part of the table, up to what is
// forgiven) against the whole table, for words of few letters: `node distance.mjs SITE` prints how many pairs differ.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

const assets = join(process.argv[2], "assets");
const sandbox = { module: { exports: {} } };
vm.runInNewContext(readFileSync(join(assets, readdirSync(assets).find((name) => /^search\.\w+\.js$/.test(name))), "utf8"), sandbox);
const { distance } = sandbox.module.exports;

// Optimal string alignment: change, add, leave out, swap two neighbours.
const whole = (a, b) => {
  const table = [];
  for (let i = 0; i <= a.length; i++) {
    table.push([i]);
    for (let j = 1; j <= b.length; j++) {
      const ways = i ? [table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)] : [j];
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) ways.push(table[i - 2][j - 2] + 1);
      table[i][j] = Math.min(...ways);
    }
  }
  return table[a.length][b.length];
};
const words = [""];
for (let at = 0; words.at(at).length < 5; at++) words.push(...[..."abc"].map((letter) => words[at] + letter));
let pairs = 0, different = 0;
for (const a of words) for (const b of words) for (const most of [0, 1, 2]) {
  pairs++;
  if (distance(a, b, most) !== Math.min(whole(a, b), most + 1)) different++;
}
console.log(`${different} of ${pairs} differ`);
