import { execFileSync } from 'node:child_process';
import {
	chmodSync,
	chownSync,
	existsSync,
	linkSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { whyNotWritable } from '../../source/disk/output-path.js';
import { writeFileWhole } from '../../source/disk/write-file.js';
import { engineOrSkip } from '../helpers/engine/real-engine.js';

const isRoot = process.getuid?.() === 0;
const isLinux = process.platform === 'linux';

function scratch(): string {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-disk-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** A folder with one file of every kind. */
async function zoo(): Promise<string> {
	const folder = scratch();
	const at = (name: string) => path.join(folder, name);
	execFileSync('mkfifo', [at('fifo')]);
	const server = createServer().listen(at('socket'));
	await new Promise(resolve => server.once('listening', resolve));
	onTestFinished(() => void server.close());
	mkdirSync(at('folder'));
	for (const name of ['file', 'kept', 'target']) {
		writeFileSync(at(name), 'old\n');
	}
	const links = { 'to-file': 'target', 'to-device': 'null', 'to-folder': 'folder', 'to-fifo': 'fifo' };
	const broken = { 'to-nothing': 'nothing', 'to-no-folder': 'none/x', loop: 'loop' };
	for (const [name, target] of Object.entries({ ...links, ...broken })) {
		symlinkSync(target, at(name));
	}
	if (isRoot && isLinux) {
		execFileSync('mknod', [at('null'), 'c', '1', '3']);
	}
	if (isRoot && isLinux) {
		execFileSync('mknod', [at('block'), 'b', '7', '250']);
	}
	return folder;
}

/** Docker's message for each name in the folder; undefined where docker writes. */
const docker: Readonly<Record<string, string | undefined>> = {
	fifo: 'cannot write to a named pipe (FIFO)',
	socket: 'cannot write to a socket',
	folder: 'cannot write to a directory',
	'folder/': 'cannot write to a directory',
	'.': 'cannot write to a directory',
	'..': 'cannot write to a directory',
	'to-file': 'cannot write to a symbolic link directly',
	'to-device': 'cannot write to a symbolic link directly',
	'to-folder': 'cannot write to a symbolic link directly',
	'to-fifo': 'cannot write to a symbolic link directly',
	'to-nothing': 'cannot write to a symbolic link directly',
	'to-no-folder': 'cannot write to a symbolic link directly',
	loop: 'cannot write to a symbolic link directly',
	file: undefined,
	new: undefined,
	'to-folder/new': undefined,
	...(isRoot &&
		isLinux && { null: 'cannot write to a character device file', block: 'cannot write to a block device file' }),
};

/** Kind, inode, target and content of each file in a folder. */
const picture = (folder: string): readonly string[] =>
	readdirSync(folder)
		.sort()
		.map(name => {
			const { mode, ino, size } = lstatSync(path.join(folder, name));
			return `${name} ${mode.toString(8)} ${ino} ${size}`;
		});

describe('writeFileWhole', () => {
	test.each(Object.entries(docker).filter(([, words]) => words !== undefined))(
		'refuses %s with the words of docker save and touches nothing',
		async (name, words) => {
			const folder = await zoo();
			const before = picture(folder);
			const target = `${folder}/${name}`;
			expect(await whyNotWritable(target)).toContain(words);
			await expect(writeFileWhole(target, 'new')).rejects.toThrow(`${target}: ${words}`);
			expect(picture(folder)).toEqual(before);
		},
	);

	test('names the target of a link in its error', async () => {
		const folder = await zoo();
		expect(await whyNotWritable(`${folder}/to-file`)).toContain(`it leads to ${folder}/target`);
	});

	test.each([
		['none/x', 'there is no folder FOLDER/none'],
		['none/', 'there is no folder FOLDER/none/'],
		['file/x', 'FOLDER/file is not a folder'],
		['file/', 'FOLDER/file is not a folder'],
		['to-nothing/x', 'there is no folder FOLDER/to-nothing'],
		['loop/x', 'too many symbolic links'],
		[`${'n'.repeat(300)}`, 'name too long'],
	])('returns the reason why %s cannot be written', async (name, words) => {
		const folder = await zoo();
		const before = picture(folder);
		const expected = words.replace('FOLDER', folder);
		expect(await whyNotWritable(`${folder}/${name}`)).toContain(expected);
		await expect(writeFileWhole(`${folder}/${name}`, 'new')).rejects.toThrow(expected);
		expect(picture(folder)).toEqual(before);
	});

	test('writes a new file for its owner only, and leaves no other file', async () => {
		const folder = await zoo();
		const before = readdirSync(folder);
		// The maximum length of a name.
		for (const name of ['new', 'to-folder/new', 'ü'.repeat(127)]) {
			await writeFileWhole(`${folder}/${name}`, 'new');
			expect(readFileSync(`${folder}/${name}`, 'utf8')).toBe('new');
			expect(statSync(`${folder}/${name}`).mode & 0o777).toBe(0o600);
		}
		expect(readdirSync(folder).sort()).toEqual([...before, 'new', 'ü'.repeat(127)].sort());
	});

	test.each([0o644, 0o640, 0o755, 0o600, 0o666])('keeps the mode %o of a replaced file', async mode => {
		const folder = scratch();
		const file = path.join(folder, 'file');
		writeFileSync(file, 'old');
		chmodSync(file, mode);
		if (isRoot) {
			chownSync(file, 1234, 4321);
		}
		await writeFileWhole(file, 'new');
		const { mode: after, uid, gid } = statSync(file);
		expect([readFileSync(file, 'utf8'), (after & 0o777).toString(8)]).toEqual(['new', mode.toString(8)]);
		if (isRoot) {
			expect([uid, gid]).toEqual([1234, 4321]);
		}
	});

	test('keeps the old content under another hard link', async () => {
		const folder = scratch();
		writeFileSync(path.join(folder, 'a'), 'old');
		linkSync(path.join(folder, 'a'), path.join(folder, 'b'));
		await writeFileWhole(path.join(folder, 'a'), 'new');
		expect(readFileSync(path.join(folder, 'b'), 'utf8')).toBe('old');
	});

	test('never replaces a file that another program created meanwhile', async () => {
		const folder = await zoo();
		const at = (name: string) => path.join(folder, name);
		async function* slowly(then: () => void) {
			yield Buffer.from('new');
			then();
		}
		await expect(
			writeFileWhole(
				at('new'),
				slowly(() => symlinkSync('target', at('new'))),
			),
		).rejects.toThrow('another program created it meanwhile');
		expect(lstatSync(at('new')).isSymbolicLink()).toBe(true);
		const swap = () => {
			rmSync(at('file'));
			symlinkSync('target', at('file'));
		};
		await expect(writeFileWhole(at('file'), slowly(swap))).rejects.toThrow('cannot write to a symbolic link directly');
		expect(lstatSync(at('file')).isSymbolicLink()).toBe(true);
		expect(readFileSync(at('target'), 'utf8')).toBe('old\n');
		expect(readdirSync(folder).filter(name => name.endsWith('.part'))).toEqual([]);
	});

	test('keeps the old file and no other when it is aborted or its source fails', async () => {
		const folder = await zoo();
		const before = picture(folder);
		const aborted = AbortSignal.abort();
		async function* broken() {
			yield Buffer.from('half');
			throw new Error('the engine closed the connection');
		}
		await expect(writeFileWhole(`${folder}/file`, 'new', { signal: aborted })).rejects.toThrow('aborted');
		await expect(writeFileWhole(`${folder}/file`, broken())).rejects.toThrow('the engine closed the connection');
		await expect(writeFileWhole(`${folder}/file`, 'new', { onlyNew: true })).rejects.toThrow('already');
		expect(picture(folder)).toEqual(before);
	});

	test.skipIf(!isLinux)('returns the reason for paths in /proc and /dev', async () => {
		// Only checked, never written: wrong code would replace the machine's own device.
		expect(await whyNotWritable('/dev/null')).toContain('cannot write to a character device file');
		expect(await whyNotWritable('/dev/stdout')).toContain('cannot write to a symbolic link directly');
		expect(await whyNotWritable('/proc/self/fd/0')).toContain('cannot write to a symbolic link directly');
		await expect(writeFileWhole('/proc/self/new', 'x')).rejects.toThrow(/^\/proc\/self\/new: /);
		await expect(writeFileWhole('/proc/version', 'x')).rejects.toThrow(/^\/proc\/version: /);
	});

	test.skipIf(!isRoot)('returns the reason for a folder or a file without write permission', async () => {
		const folder = scratch();
		chmodSync(folder, 0o755);
		writeFileSync(path.join(folder, 'file'), 'old', { mode: 0o444 });
		const script = `
			import { whyNotWritable } from '${path.resolve('source/disk/output-path.ts')}';
			import { writeFileWhole } from '${path.resolve('source/disk/write-file.ts')}';
			process.setgid(65534);
			process.setuid(65534);
			for (const name of ['file', 'new']) {
				console.log(await whyNotWritable('${folder}/' + name));
				await writeFileWhole('${folder}/' + name, 'x').catch(error => console.log(error.message));
			}`;
		const program = path.join(scratch(), 'program.mts');
		writeFileSync(program, script);
		const output = execFileSync(process.execPath, ['--import', 'tsx', program], { encoding: 'utf8' });
		expect(output.trim().split('\n')).toEqual([
			'permission denied',
			`${folder}/file: permission denied`,
			`permission denied in the folder ${folder}`,
			`${folder}/new: permission denied in the folder ${folder}`,
		]);
		expect(readFileSync(path.join(folder, 'file'), 'utf8')).toBe('old');
	});
});

const { skip, engine: real } = engineOrSkip('dockerCli');
describe.skipIf(skip)('docker save', () => {
	test('refuses and writes the same paths as plimsoll', async () => {
		const folder = await zoo();
		const save = (target: string): string => {
			try {
				execFileSync(real.dockerCli, ['--host', real.host, 'save', '-o', target, real.busybox], { stdio: 'pipe' });
				return 'written';
			} catch (error) {
				return String((error as { stderr: Buffer }).stderr).trim();
			}
		};
		const isModern = save(`${folder}/to-file`).includes('symbolic link');
		if (!isModern) {
			return; // Clients before 28 replace links, pipes and sockets.
		}
		for (const [name, words] of Object.entries(docker)) {
			if (['.', '..'].includes(name)) {
				continue;
			}
			expect(`${name}: ${save(`${folder}/${name}`)}`).toContain(words ?? 'written');
		}
		expect(existsSync(`${folder}/new`)).toBe(true);
	});
});
