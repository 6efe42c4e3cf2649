import { join } from 'node:path';
import { runCached } from '../platform/code-cache.js';
import { optimizeLater } from '../platform/optimize-later.js';

declare const plimsollDigest: string;

// The entry of the built program; main.js has the rest, which cli.tsx starts. The flags come first, because V8 rejects
// compiled code that was stored with other flags.
optimizeLater();
runCached(join(__dirname, 'main.js'), plimsollDigest, require);
