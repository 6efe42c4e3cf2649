import type { BigIntStats } from 'node:fs';
import { bytesField, numberField, numberOf, read, textField } from '../protobuf.js';

/** Kinds of packets. Source: tonistiigi/fsutil types/wire.proto. */
const kinds = { stat: 0, request: 1, data: 2, fin: 3, error: 4 } as const;

/** A packet of the builder: a request for a file by its number, the end, or a failure. */
type Received = { readonly kind: 'request' | 'fin' | 'error' | 'other'; readonly id: number };

/** Throws an EngineError (`protocol`) for an invalid packet. */
export function decodePacket(bytes: Uint8Array): Received {
	const message = read(bytes);
	const kind = numberOf(message.get(1));
	const id = numberOf(message.get(3));
	if (kind === kinds.request) {
		return { kind: 'request', id };
	}
	if (kind === kinds.fin) {
		return { kind: 'fin', id };
	}
	return { kind: kind === kinds.error ? 'error' : 'other', id };
}

/** The builder's data about a file. Source: tonistiigi/fsutil types/stat.proto, stat.go. */
type FileStat = {
	/** Relative to the root, with slashes. */
	readonly name: Buffer;
	readonly stat: BigIntStats;
	/** A symbolic link's target, or the first name of a hard link's file. */
	readonly link?: Buffer;
	/** The attribute `security.capability`. */
	readonly capability?: Buffer;
};

export const statPacket = (file: FileStat): Buffer => bytesField(2, encodeStat(file));
/** Follows the last entry. */
export const lastStatPacket = Buffer.alloc(0);
/** A part of a file; an empty one ends the file. */
export const dataPacket = (id: number, data: Uint8Array): Buffer =>
	Buffer.concat([numberField(1, kinds.data), numberField(3, id), ...(data.length > 0 ? [bytesField(4, data)] : [])]);
export const finPacket = numberField(1, kinds.fin);
export const errorPacket = (message: string): Buffer =>
	Buffer.concat([numberField(1, kinds.error), bytesField(4, Buffer.from(message))]);

/** All files in an image belong to root: user and group are left out. */
function encodeStat({ name, stat, link, capability }: FileStat): Buffer {
	const isDevice = stat.isBlockDevice() || stat.isCharacterDevice();
	return Buffer.concat([
		bytesField(1, name),
		numberField(2, goMode(stat)),
		...(stat.isDirectory() ? [] : [numberField(5, stat.size)]),
		numberField(6, stat.mtimeNs),
		...(link ? [bytesField(7, link)] : []),
		...(isDevice ? [numberField(8, major(stat.rdev)), numberField(9, minor(stat.rdev))] : []),
		...(capability
			? [bytesField(10, Buffer.concat([textField(1, 'security.capability'), bytesField(2, capability)]))]
			: []),
	]);
}

/** Go's bits for file types and for setuid, setgid and sticky. A socket is sent as an empty file. Source: Go io/fs. */
function goMode(stat: BigIntStats): number {
	const mode = Number(stat.mode);
	let bits = mode & 0o777;
	if (stat.isDirectory()) {
		bits += 2 ** 31;
	} else if (stat.isSymbolicLink()) {
		bits += 2 ** 27;
	} else if (stat.isFIFO()) {
		bits += 2 ** 25;
	} else if (stat.isBlockDevice()) {
		bits += 2 ** 26;
	} else if (stat.isCharacterDevice()) {
		bits += 2 ** 26 + 2 ** 21;
	}
	if (mode & 0o4000) {
		bits += 2 ** 23;
	}
	if (mode & 0o2000) {
		bits += 2 ** 22;
	}
	if (mode & 0o1000) {
		bits += 2 ** 20;
	}
	return bits;
}

export const major = (device: bigint): number => Number((device >> 8n) & 0xfffn);
export const minor = (device: bigint): number => Number((device & 0xffn) | ((device >> 12n) & 0xfff00n));
