import { constants } from 'node:fs';
import { open, readlink } from 'node:fs/promises';
import { CallClosed, type GrpcCall, grpcStatus } from '../grpc.js';
import { type Entry, walk } from '../walk.js';
import { Capabilities } from './capabilities.js';
import { syncFilter } from './filter.js';
import { followLinks, withoutNested } from './follow-links.js';
import { dataPacket, decodePacket, errorPacket, finPacket, lastStatPacket, statPacket } from './packets.js';

/** Bytes of a file in one packet, and files that are read at the same time; as fsutil's sender. */
const pieceSize = 32 * 1024;
const filesAtATime = 4;

/** Reports the bytes of a message that was sent. */
export type Sent = (bytes: number) => void;

/**
 * Serves one `FileSync/DiffCopy` of the builder from a folder: tells it of every file that it may want, and sends those it
 * asks for, which are the ones that changed since the last build. Rejects with the system's error when something cannot be
 * read (the builder is told too), and with CallClosed when the builder gives up. Source: tonistiigi/fsutil send.go, moby/buildkit
 * session/filesync/filesync.go.
 */
export async function sendFolder(call: GrpcCall, root: string, sent: Sent): Promise<void> {
	const sender = new Sender(call, root, sent);
	try {
		await sender.run();
		call.end();
	} catch (error) {
		const words = error instanceof Error ? error.message : String(error);
		if (!(error instanceof CallClosed)) {
			await call.send(errorPacket(words)).catch(() => {});
		}
		call.end(grpcStatus.unknown, words);
		throw error;
	}
}

class Sender {
	readonly #call: GrpcCall;
	readonly #root: string;
	readonly #sent: Sent;
	/** Regular files that the builder may ask for, by their place among all entries. */
	readonly #files = new Map<number, Entry>();
	/** The first name of each file that has several. */
	readonly #linked = new Map<bigint, Buffer>();
	readonly #capabilities = new Capabilities();
	readonly #asked: number[] = [];
	#reading = 0;
	#closed = false;
	#fail: (error: unknown) => void = () => {};

	constructor(call: GrpcCall, root: string, sent: Sent) {
		this.#call = call;
		this.#root = root;
		this.#sent = sent;
	}

	async run(): Promise<void> {
		const failed = new Promise<never>((_, reject) => {
			this.#fail = reject;
		});
		this.#call.onClose(() => {
			this.#closed = true;
			this.#fail(new CallClosed());
		});
		// What fails after the call is over is of no interest any more.
		failed.catch(() => {});
		try {
			await Promise.race([failed, Promise.all([this.#tellAll(), this.#answerAll()])]);
		} finally {
			this.#closed = true;
			this.#capabilities.close();
		}
	}

	async #send(packet: Buffer): Promise<void> {
		if (this.#closed) {
			throw new CallClosed();
		}
		this.#sent(packet.length);
		await this.#call.send(packet);
	}

	/** Tells of every file and folder, in order. */
	async #tellAll(): Promise<void> {
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

	/** Reads what the builder asks for, until it has all. */
	async #answerAll(): Promise<void> {
		for await (const message of this.#call.messages()) {
			const packet = decodePacket(message);
			if (packet.kind === 'request') {
				this.#asked.push(packet.id);
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
		while (this.#reading < filesAtATime) {
			const id = this.#asked.shift();
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
			throw new Error(`the builder asked for file ${id}, which was not offered`);
		}
		this.#files.delete(id);
		// What was a file may be a pipe or a link by now: neither wait for it nor follow it.
		const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
		if (entry.stat.isFile() && entry.stat.size > 0n) {
			const file = await open(entry.file, flags);
			try {
				let left = Number(entry.stat.size);
				while (left > 0) {
					const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(Math.min(pieceSize, left)));
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

/** Only what can be run has a use for capabilities. */
function isProgram({ stat }: Entry): boolean {
	return stat.isFile() && (stat.mode & 0o111n) !== 0n;
}

/** The values of an option; newer builders encode what is not ASCII, older ones send it as bytes. */
function decoded(call: GrpcCall, name: string): readonly string[] {
	const isEncoded = call.metadata(`${name}-encoded`)[0] === '1';
	return call.metadata(name).map(value => {
		if (isEncoded) {
			return decodeURIComponent(value.replaceAll('+', ' '));
		}
		return Buffer.from(value, 'latin1').toString('utf8');
	});
}
