// Exits 0 when node_modules holds what package-lock.json asks for. Runs on whatever Node the machine has.
import { readFileSync } from 'node:fs';

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

try {
  const wanted = packagesOf('package-lock.json');
  const here = packagesOf('node_modules/.package-lock.json');
  const differs = Object.entries(wanted).some(
    // Optional packages are mostly those of other systems.
    ([path, { version, optional }]) =>
      path !== '' && (here[path] ? here[path].version !== version : !optional),
  );
  process.exitCode = differs ? 1 : 0;
} catch {
  process.exitCode = 1;
}
