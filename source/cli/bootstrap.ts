import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getRawAsset } from 'node:sea';
import { createPartLoader, type ReadBundled } from '../platform/code-cache.js';
import { optimizeLater } from '../platform/optimize-later.js';

/** The digest of each part of the bundle, by its name. */
declare const plimsollDigests: Readonly<Record<string, string>>;
/** True in the standalone binary, which has the files of the bundle in itself. */
declare const isBinary: boolean;

// The entry of the built program. The flags come first, because V8 rejects compiled code that was stored with other flags.
optimizeLater();
const readBundled: ReadBundled = isBinary
	? name => Buffer.from(getRawAsset(name) as ArrayBuffer)
	: name => readFileSync(join(__dirname, name));
let main: unknown;
const hasStarted = () => isMain(main) && main.hasStarted();
const load = createPartLoader(__dirname, plimsollDigests, require, readBundled, hasStarted);
main = load('./main.js');

/** The part that starts with cli.tsx. */
function isMain(part: unknown): part is { hasStarted(): boolean } {
	return typeof part === 'object' && part !== null && 'hasStarted' in part;
}
