// Errors of the Open XML schema that a result has and its original has not, as Microsoft's Open XML SDK sees them
// (npm package @ooxml-tools/validate: the SDK compiled to WebAssembly; nothing else is needed).
//
//   cd SOMEWHERE && npm install @ooxml-tools/validate
//   node …/benchmarks/schema_validation.mjs ORIGINAL RESULT [ORIGINAL RESULT …]
//
// Prints one line per new error and a summary; exit code 1 when there is any.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const home = createRequire(process.cwd() + "/");
const entry = home.resolve.paths("x").map((p) => `${p}/@ooxml-tools/validate/dist/npm/index.js`);
const found = entry.find((path) => { try { readFileSync(path); return true; } catch { return false; } });
if (!found) {
  console.error("Install it first: npm install @ooxml-tools/validate");
  process.exit(2);
}
const { default: validate } = await import(pathToFileURL(found));

// Positions move when a row or a style is added; the same fault at another number is no new fault.
const key = (error) => `${error.path?.partUri ?? ""} ${error.path?.xpath ?? ""} ${error.description}`
  .replace(/\[\d+\]/g, "[]").replace(/\b\d+\b/g, "#");

async function errorsOf(path) {
  try {
    return { errors: await validate(new Uint8Array(readFileSync(path)), "xlsx", "Microsoft365") };
  } catch (problem) {
    return { failed: String(problem).slice(0, 120) };
  }
}

function fresh(before, after) {
  const left = new Map();
  for (const error of before) left.set(key(error), (left.get(key(error)) ?? 0) + 1);
  return after.filter((error) => {
    const count = left.get(key(error)) ?? 0;
    left.set(key(error), count - 1);
    return count <= 0;
  });
}

const counts = { pairs: 0, silent: 0, clean: 0, worse: 0, errors: 0 };
const paths = process.argv.slice(2);
for (let at = 0; at + 1 < paths.length; at += 2) {
  const [before, after] = [await errorsOf(paths[at]), await errorsOf(paths[at + 1])];
  counts.pairs += 1;
  if (before.failed) { counts.silent += 1; continue; }
  const news = after.failed ? [{ description: after.failed }] : fresh(before.errors, after.errors);
  counts[news.length ? "worse" : "clean"] += 1;
  counts.errors += news.length;
  for (const error of news) {
    console.log(`${paths[at + 1]}: ${error.path?.partUri ?? ""} ${error.path?.xpath ?? ""}: ${error.description}`);
  }
}
console.log(JSON.stringify(counts));
process.exit(counts.worse ? 1 : 0);
