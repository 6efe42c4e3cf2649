import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Makes a new folder for this user alone; `mkdtemp` gives it mode 0700.
 *
 * @param runtimeFolder `XDG_RUNTIME_DIR`, which is the user's own and in memory; the system's temporary folder where it is missing.
 */
export async function privateFolder(runtimeFolder: string | undefined): Promise<string> {
	const own = runtimeFolder ? await mkdtemp(join(runtimeFolder, 'plimsoll-')).catch(() => undefined) : undefined;
	return own ?? mkdtemp(join(tmpdir(), 'plimsoll-'));
}
