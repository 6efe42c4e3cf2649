import { createPartLoader } from '../platform/code-cache.js';
import { optimizeLater } from '../platform/optimize-later.js';

/** The digest of each part of the bundle, by its name. */
declare const plimsollDigests: Readonly<Record<string, string>>;

// The entry of the built program. The flags come first, because V8 rejects compiled code that was stored with other flags.
optimizeLater();
let main: unknown;
const load = createPartLoader(__dirname, plimsollDigests, require, () => isMain(main) && main.hasStarted());
main = load('./main.js');

/** The part that starts with cli.tsx. */
function isMain(part: unknown): part is { hasStarted(): boolean } {
	return typeof part === 'object' && part !== null && 'hasStarted' in part;
}
