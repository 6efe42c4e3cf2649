import { randomBytes } from 'node:crypto';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from './words.js';

/** A lock that nobody has renewed for this long was left behind: work under it takes milliseconds. Milliseconds. */
const abandonedAfter = 5000;
/** Between two looks, at least; a little more by chance, so that those who wait do not look all at once. Milliseconds. */
const checkAgainAfter = 10;

/** The lock was taken over by somebody who held us for dead: what was begun under it must be begun again. */
export class LockLost extends Error {}

/**
 * Does work while nobody else who asks for the same lock does: a file with a name that is made by one only. A lock whose
 * owner is gone, or that nobody has given back for five seconds, is taken over. `held` rejects with `LockLost` once that
 * happened to this one. Rejects with the system's error when no lock can be made there.
 */
export async function withLock<T>(path: string, work: (held: () => Promise<void>) => Promise<T>): Promise<T> {
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
	while (!(await make(path, token))) {
		const holder = await contentOf(path);
		if (holder === undefined) {
			continue;
		}
		if (holder !== seen) {
			seen = holder;
			since = performance.now();
		}
		if (isGone(holder) || performance.now() - since > abandonedAfter) {
			await takeAway(path, holder);
		} else {
			await sleep(checkAgainAfter * (1 + Math.random()));
		}
	}
}

async function make(path: string, token: string): Promise<boolean> {
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

/** Whether the owner was a process of this machine that has ended. */
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

/** Takes a lock away from `holder`; when somebody else has taken it meanwhile, theirs is put back. */
async function takeAway(path: string, holder: string): Promise<void> {
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

/** Undefined when there is no such file. */
const contentOf = (path: string): Promise<string | undefined> =>
	readFile(path, 'utf8').catch((error: unknown) => {
		if (codeOf(error) === 'ENOENT') {
			return undefined;
		}
		throw error;
	});
