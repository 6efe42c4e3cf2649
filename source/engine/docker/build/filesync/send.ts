import { constants } from 'node:fs';
import { open, readlink } from 'node:fs/promises';
import { CallClosed, type GrpcCall, grpcStatus } from '../grpc.js';
import { type Entry, walk } from '../walk.js';
import { Capabilities } from './capabilities.js';
import { syncFilter } from './filter.js';
import { followLinks, withoutNested } from './follow-links.js';
import { dataPacket, decodePacket, errorPacket, finPacket, lastStatPacket, statPacket } from './packets.js';

/** Both limits are those of fsutil's sender. */
const maxDataBytes = 32 * 1024;
const maxParallelFiles = 4;

/** Called with the size of each message that was sent. */
type OnSent = (bytes: number) => void;

/**
 * Serves one `FileSync/DiffCopy` call of the builder from a folder: lists every file that passes the builder's filter, then
 * sends the files that it requests, which are those changed since the last build. Rejects with the system's error when a file
 * cannot be read, after sending it to the builder, and with CallClosed when the builder stops. Source: tonistiigi/fsutil
 * send.go, moby/buildkit session/filesync/filesync.go.
 */
export async function sendFolder(call: GrpcCall, root: string, onSent: OnSent): Promise<void> {
	const sender = new Sender(call, root, onSent);
	try {
		await sender.run();
		call.end();
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		if (!(error instanceof CallClosed)) {
			await call.send(errorPacket(message)).catch(() => {});
		}
		call.end(grpcStatus.unknown, message);
		throw error;
	}
}

class Sender {
	readonly #call: GrpcCall;
	readonly #root: string;
	readonly #onSent: OnSent;
	/** Regular files that the builder may request, by their index among all entries. */
	readonly #files = new Map<number, Entry>();
	/** The first name of each file with several hard links, by inode. */
	readonly #linked = new Map<bigint, Buffer>();
	readonly #capabilities = new Capabilities();
	readonly #requested: number[] = [];
	#reading = 0;
	#closed = false;
	#fail: (error: unknown) => void = () => {};

	constructor(call: GrpcCall, root: string, onSent: OnSent) {
		this.#call = call;
		this.#root = root;
		this.#onSent = onSent;
	}

	async run(): Promise<void> {
		const failed = new Promise<never>((_, reject) => {
			this.#fail = reject;
		});
		this.#call.onClose(() => {
			this.#closed = true;
			this.#fail(new CallClosed());
		});
		// A failure after the end of the call is not an unhandled rejection.
		failed.catch(() => {});
		try {
			await Promise.race([failed, Promise.all([this.#sendList(), this.#answerRequests()])]);
		} finally {
			this.#closed = true;
			this.#capabilities.close();
		}
	}

	async #send(packet: Buffer): Promise<void> {
		if (this.#closed) {
			throw new CallClosed();
		}
		this.#onSent(packet.length);
		await this.#call.send(packet);
	}

	async #sendList(): Promise<void> {
		const includes = decoded(this.#call, 'include-patterns');
		const followed = decoded(this.#call, 'followpaths');
		const targets = followed.length > 0 ? await followLinks(this.#root, followed) : undefined;
		const wanted = targets ? withoutNested([...includes, ...targets]) : includes;
		const filter = syncFilter(wanted ?? [], decoded(this.#call, 'exclude-patterns'));
		let id = 0;
		for await (const entry of walk(this.#root, filter, { parents: true })) {
			const link = await this.#linkOf(entry);
			const capability = isProgram(entry) ? await this.#capabilities.of(entry.file) : undefined;
			if (isRegular(entry)) {
				this.#files.set(id, entry);
			}
			id++;
			const more = { ...(link && { link }), ...(capability && { capability }) };
			await this.#send(statPacket({ name: entry.bytes, stat: entry.stat, ...more }));
		}
		await this.#send(lastStatPacket);
	}

	async #linkOf({ bytes, file, stat }: Entry): Promise<Buffer | undefined> {
		if (stat.isSymbolicLink()) {
			return readlink(file, { encoding: 'buffer' });
		}
		if (stat.isDirectory() || stat.nlink < 2n) {
			return undefined;
		}
		const first = this.#linked.get(stat.ino);
		if (!first) {
			this.#linked.set(stat.ino, bytes);
		}
		return first;
	}

	/** Sends the files that the builder requests, until its `fin`. */
	async #answerRequests(): Promise<void> {
		for await (const message of this.#call.messages()) {
			const packet = decodePacket(message);
			if (packet.kind === 'request') {
				this.#requested.push(packet.id);
				this.#readNext();
			} else if (packet.kind === 'fin') {
				return this.#send(finPacket);
			} else if (packet.kind === 'error') {
				break;
			}
		}
		throw new CallClosed();
	}

	#readNext(): void {
		while (this.#reading < maxParallelFiles) {
			const id = this.#requested.shift();
			if (id === undefined) {
				return;
			}
			this.#reading++;
			this.#sendFile(id).then(() => {
				this.#reading--;
				this.#readNext();
			}, this.#fail);
		}
	}

	async #sendFile(id: number): Promise<void> {
		const entry = this.#files.get(id);
		if (!entry) {
			throw new Error(`the builder requested file ${id}, which is not in the list`);
		}
		this.#files.delete(id);
		// The file may have become a pipe or a link: do not wait for it and do not follow it.
		const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
		if (entry.stat.isFile() && entry.stat.size > 0n) {
			const file = await open(entry.file, flags);
			try {
				let left = Number(entry.stat.size);
				while (left > 0) {
					const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(Math.min(maxDataBytes, left)));
					if (bytesRead === 0) {
						throw new Error(`${entry.name} became shorter while it was read`);
					}
					left -= bytesRead;
					await this.#send(dataPacket(id, buffer.subarray(0, bytesRead)));
				}
			} finally {
				await file.close();
			}
		}
		await this.#send(dataPacket(id, Buffer.alloc(0)));
	}
}

/** A socket counts as an empty file. */
function isRegular({ stat }: Entry): boolean {
	return stat.isFile() || stat.isSocket();
}

/** Only an executable file can use capabilities. */
function isProgram({ stat }: Entry): boolean {
	return stat.isFile() && (stat.mode & 0o111n) !== 0n;
}

/** The values of an option. Newer builders encode other characters than ASCII, older ones send them as bytes. */
function decoded(call: GrpcCall, name: string): readonly string[] {
	const isEncoded = call.metadata(`${name}-encoded`)[0] === '1';
	return call.metadata(name).map(value => {
		if (isEncoded) {
			return decodeURIComponent(value.replaceAll('+', ' '));
		}
		return Buffer.from(value, 'latin1').toString('utf8');
	});
}
