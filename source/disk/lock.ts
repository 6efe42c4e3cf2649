import { randomBytes } from 'node:crypto';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from './words.js';

/** Work under a lock takes milliseconds: its owner has left an older lock behind. */
const maxLockAgeMs = 5000;
/** A random part comes on top, so that waiting processes do not all retry at once. */
const retryDelayMs = 10;

/** Another process took the lock over: the caller must start its work again. */
export class LockLost extends Error {}

/**
 * Runs `work` while this process alone holds the lock, a file that only one process can create. A lock is taken over when its
 * owner has ended or after five seconds. `checkHeld` rejects with `LockLost` when another process has taken this lock over.
 * Rejects with the system's error when the lock file cannot be created.
 */
export async function withLock<T>(path: string, work: (checkHeld: () => Promise<void>) => Promise<T>): Promise<T> {
	const token = `${process.pid} ${hostname()} ${randomBytes(8).toString('hex')}`;
	await acquire(path, token);
	const isOurs = async () => (await contentOf(path)) === token;
	try {
		return await work(async () => {
			if (!(await isOurs())) {
				throw new LockLost('the lock was taken over');
			}
		});
	} finally {
		if (await isOurs()) {
			await rm(path, { force: true });
		}
	}
}

async function acquire(path: string, token: string): Promise<void> {
	let seen: string | undefined;
	let since = performance.now();
	while (!(await create(path, token))) {
		const holder = await contentOf(path);
		if (holder === undefined) {
			continue;
		}
		if (holder !== seen) {
			seen = holder;
			since = performance.now();
		}
		if (isGone(holder) || performance.now() - since > maxLockAgeMs) {
			await removeLock(path, holder);
		} else {
			await sleep(retryDelayMs * (1 + Math.random()));
		}
	}
}

async function create(path: string, token: string): Promise<boolean> {
	const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
		if (codeOf(error) === 'EEXIST') {
			return undefined;
		}
		throw error;
	});
	if (!file) {
		return false;
	}
	try {
		await file.writeFile(token);
		return true;
	} catch (error) {
		await rm(path, { force: true });
		throw error;
	} finally {
		await file.close();
	}
}

/** Returns true if the owner was a process of this machine and has ended. */
function isGone(holder: string): boolean {
	const [pid, host] = holder.split(' ');
	if (host !== hostname() || !/^\d+$/.test(pid ?? '')) {
		return false;
	}
	try {
		process.kill(Number(pid), 0);
		return false;
	} catch (error) {
		return codeOf(error) === 'ESRCH';
	}
}

/** Removes the lock of `holder`. If another process has taken the lock meanwhile, puts that lock back. */
async function removeLock(path: string, holder: string): Promise<void> {
	const aside = `${path}.${randomBytes(6).toString('hex')}`;
	try {
		await rename(path, aside);
	} catch (error) {
		if (codeOf(error) === 'ENOENT') {
			return;
		}
		throw error;
	}
	if ((await contentOf(aside)) !== holder) {
		await link(aside, path).catch(() => {});
	}
	await rm(aside, { force: true });
}

/** The lock's token; undefined when there is no lock. */
const contentOf = (path: string): Promise<string | undefined> =>
	readFile(path, 'utf8').catch((error: unknown) => {
		if (codeOf(error) === 'ENOENT') {
			return undefined;
		}
		throw error;
	});
