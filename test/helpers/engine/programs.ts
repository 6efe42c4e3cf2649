import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const systemFolders = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/** PATH with the folders where daemons live, which a plain user's PATH may lack. */
export function searchPath(): string {
	const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
	return [...new Set([...folders, ...systemFolders])].join(path.delimiter);
}

/** The path of an installed program, or undefined. */
export function findProgram(name: string): string | undefined {
	return searchPath()
		.split(path.delimiter)
		.map(folder => path.join(folder, name))
		.find(isExecutable);
}

/** The path of a program; throws if it is not installed. */
export function installed(name: string): string {
	const program = findProgram(name);
	if (program === undefined) {
		throw new Error(`${name} is not installed`);
	}
	return program;
}

/** A busybox that runs in an empty image, or undefined. */
export function findStaticBusybox(): string | undefined {
	const candidates = [findProgram('busybox'), '/bin/busybox.static', '/usr/lib/busybox/busybox-static'];
	return candidates.find(file => file !== undefined && isExecutable(file) && isStatic(readFileSync(file)));
}

function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return statSync(file).isFile();
	} catch {
		return false;
	}
}

/** Returns true if a 64-bit little-endian ELF file has no interpreter (program header PT_INTERP = 3). Source: elf(5). */
function isStatic(elf: Buffer): boolean {
	if (elf.length < 64 || elf.toString('latin1', 1, 4) !== 'ELF' || elf[4] !== 2 || elf[5] !== 1) {
		return false;
	}
	const [start, size, count] = [Number(elf.readBigUInt64LE(32)), elf.readUInt16LE(54), elf.readUInt16LE(56)];
	return Array.from({ length: count }, (_, index) => elf.readUInt32LE(start + index * size)).every(type => type !== 3);
}

/**
 * The path of a program for `describe.skipIf(skip)`; empty when `skip` is true. With PLIMSOLL_REQUIRE_ENGINE=1 a missing
 * program is an error.
 */
export function programOrSkip(name: string): { skip: boolean; program: string } {
	const program = findProgram(name);
	if (program === undefined && process.env.PLIMSOLL_REQUIRE_ENGINE === '1') {
		throw new Error(`A test would be skipped: ${name} is not installed`);
	}
	return { skip: program === undefined, program: program ?? '' };
}
