import { execFileSync, spawnSync } from 'node:child_process';
import {
	chmodSync,
	linkSync,
	lutimesSync,
	mkdirSync,
	mkdtempSync,
	rmSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A temporary folder with a build context, for one test. */
export class ContextFolder {
	readonly root = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-context-'));
	/** The context; its siblings are outside the context. */
	readonly context = path.join(this.root, 'shop');

	constructor() {
		mkdirSync(this.context);
	}

	/** Returns the absolute path of a name in the context. */
	at(name: string): string {
		return path.join(this.context, name);
	}

	write(name: string | Buffer, text: string | Buffer = `${name}\n`, mode = 0o644): void {
		if (typeof name === 'string') {
			mkdirSync(path.dirname(this.at(name)), { recursive: true });
		}
		const file = typeof name === 'string' ? this.at(name) : Buffer.concat([Buffer.from(`${this.context}/`), name]);
		writeFileSync(file, text);
		chmodSync(file, mode);
	}

	folder(name: string, mode = 0o755): void {
		mkdirSync(this.at(name), { recursive: true });
		chmodSync(this.at(name), mode);
	}

	link(target: string, name: string): void {
		mkdirSync(path.dirname(this.at(name)), { recursive: true });
		symlinkSync(target, this.at(name));
	}

	same(existing: string, name: string): void {
		linkSync(this.at(existing), this.at(name));
	}

	/** Sets a file's time, in seconds since 1970, with fractions. */
	touch(name: string, seconds: number): void {
		utimesSync(this.at(name), seconds, seconds);
	}

	touchLink(name: string, seconds: number): void {
		lutimesSync(this.at(name), seconds, seconds);
	}

	mknod(name: string, ...args: string[]): void {
		execFileSync('mknod', [this.at(name), ...args]);
	}

	/** Makes a socket that no program listens on. */
	socket(name: string): void {
		const code = `require('net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))`;
		spawnSync(process.execPath, ['-e', code, this.at(name)]);
	}

	remove(): void {
		rmSync(this.root, { recursive: true, force: true });
	}
}
