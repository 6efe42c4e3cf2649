import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A temporary folder that is removed after the running test. */
export function scratchFolder(): string {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-connect-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}
