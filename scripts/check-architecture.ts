import path from 'node:path';
import { violations } from './architecture/violations.js';

const found = violations(path.dirname(import.meta.dirname));
for (const violation of found) {
	console.error(violation);
}
if (found.length > 0) {
	console.error(`${found.length} ${found.length === 1 ? 'breach' : 'breaches'} of docs/architecture.md`);
	process.exitCode = 1;
}
