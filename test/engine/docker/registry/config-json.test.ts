import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadCredentials } from '../../../../source/engine/docker/registry/credentials.js';
import { engineOrSkip } from '../../../helpers/engine/real-engine.js';
import fc from '../../../helpers/fast-check.js';
import { base64, dockerConfig } from './docker-config.js';

const run = promisify(execFile);
const login = { server: 'r:5000', username: 'u', password: 'p' };
const auth = base64('u:p');

describe('a login', () => {
	const tab = (entry: string) => entry.replaceAll('  ', '\t');
	const entry = `"r:5000": {\n      "auth": "${auth}"\n    }`;
	test.each<[string, string, string]>([
		[
			'numbers, escapes and key order',
			'{\n  "z": 1.0,\n  "big": 12345678901234567890,\n  "e": 1e3,\n  "esc": "\\u00e9 \\/ \\u0000",\n  "auths": {\n    "old": {}\n  },\n  "a": [1.50, -0]\n}\n',
			`{\n  "z": 1.0,\n  "big": 12345678901234567890,\n  "e": 1e3,\n  "esc": "\\u00e9 \\/ \\u0000",\n  "auths": {\n    "old": {},\n    ${entry}\n  },\n  "a": [1.50, -0]\n}\n`,
		],
		[
			'duplicate keys: the last one counts',
			'{\n  "auths": {"first": {}},\n  "x": 1,\n  "x": 2,\n  "auths": {}\n}',
			`{\n  "auths": {"first": {}},\n  "x": 1,\n  "x": 2,\n  "auths": {\n    ${entry}\n  }\n}`,
		],
		['one line', '{"auths":{"a":{}},"n":1.0}', `{"auths":{"a":{},"r:5000":{"auth":"${auth}"}},"n":1.0}`],
		['one line, nothing in auths', '{"auths":{}}', `{"auths":{"r:5000":{"auth":"${auth}"}}}`],
		[
			'one line with blanks',
			'{ "auths" : { "a" : {} } }\n',
			`{ "auths" : { "a" : {}, "r:5000" : {"auth":"${auth}"} } }\n`,
		],
		['tabs', '{\n\t"auths": {}\n}', `{\n\t"auths": {\n\t\t${tab(entry)}\n\t}\n}`],
		[
			'CRLF',
			'{\r\n  "auths": {\r\n    "a": {}\r\n  }\r\n}\r\n',
			`{\r\n  "auths": {\r\n    "a": {},\r\n    ${entry.replaceAll('\n', '\r\n')}\r\n  }\r\n}\r\n`,
		],
		['no auths', '{\n  "x": 1.0\n}', `{\n  "x": 1.0,\n  "auths": {\n    ${entry}\n  }\n}`],
		['auths that is null', '{\n  "auths": null,\n  "x": 1.0\n}', `{\n  "auths": {\n    ${entry}\n  },\n  "x": 1.0\n}`],
		[
			'an entry that is there',
			`{\n  "auths": {\n    "r:5000": {\n      "auth": "b2xk",\n      "email": "x"\n    },\n    "b": {"auth": "\\u0059Q=="}\n  }\n}`,
			`{\n  "auths": {\n    ${entry},\n    "b": {"auth": "\\u0059Q=="}\n  }\n}`,
		],
		[
			'a key that is written with escapes',
			'{\n  "auths": {\n    "\\u0072:5000": {}\n  }\n}',
			`{\n  "auths": {\n    "\\u0072:5000": {\n      "auth": "${auth}"\n    }\n  }\n}`,
		],
		['a byte order mark', '\ufeff{"auths":{},"x":1.0}\n', `\ufeff{"auths":{"r:5000":{"auth":"${auth}"}},"x":1.0}\n`],
		[
			'the same entry',
			`{"auths":{"r:5000":{  "auth":"${auth}"}},"x":1.0}`,
			`{"auths":{"r:5000":{  "auth":"${auth}"}},"x":1.0}`,
		],
		['an empty file', ' \n', `{\n\t"auths": {\n\t\t${tab(entry)}\n\t}\n}`],
	])('changes only its entry in a config.json with %s', async (_, before, after) => {
		const { credentials, text } = dockerConfig(before);
		await credentials.store(login);
		expect(text()).toBe(after);
		expect(await credentials.get('r:5000')).toMatchObject({ username: 'u', password: 'p' });
	});

	test('keeps bytes that are not UTF-8', async () => {
		const { credentials, file } = dockerConfig('');
		const before = Buffer.from('{"x":"\xff\xfe","auths":{},"y":"\xc3\xa9"}', 'latin1');
		writeFileSync(file, before);
		await credentials.store(login);
		const after = readFileSync(file, 'latin1');
		expect(after).toBe(before.toString('latin1').replace('{}', `{"r:5000":{"auth":"${auth}"}}`));
	});

	test('is undone by a logout, which removes the entry and its comma in every place', async () => {
		const before =
			'{\n  "auths": {"r": {"auth": "eA=="}},\n  "n": 1.0,\n  "auths": {\n    "a": {},\n    "https://r": {},\n    "r": {"auth": "eA=="},\n    "r": {}\n  }\n}\n';
		const { credentials, text } = dockerConfig(before);
		expect(await credentials.erase('r')).toBe(true);
		expect(text()).toBe('{\n  "auths": {},\n  "n": 1.0,\n  "auths": {\n    "a": {}\n  }\n}\n');
		expect(await credentials.erase('r')).toBe(false);
	});

	test('and a logout leave a text of any layout unchanged', async () => {
		const { credentials, file } = dockerConfig('{}');
		await fc.assert(
			fc.asyncProperty(
				fc.dictionary(fc.string(), fc.jsonValue()),
				fc.dictionary(fc.string(), fc.constant({ auth: 'eDp5' })),
				fc.constantFrom('', ' ', '  ', '\t', '        '),
				fc.constantFrom('', '\n', ' \n\n'),
				async (rest, auths, indent, end) => {
					const servers = ['r:5000', 'http://r:5000', 'https://r:5000'];
					fc.pre(servers.every(server => !Object.hasOwn(auths, server)));
					const value = { ...rest, credsStore: '', credHelpers: {}, auths: { ...auths, z: {} } };
					const before = JSON.stringify(value, null, indent) + end;
					writeFileSync(file, before);
					await credentials.store(login);
					const during = JSON.parse(readFileSync(file, 'utf8'));
					expect(during).toEqual(
						JSON.parse(JSON.stringify({ ...value, auths: { ...value.auths, 'r:5000': { auth } } })),
					);
					await credentials.erase('r:5000');
					expect(readFileSync(file, 'utf8')).toBe(before);
				},
			),
			{ numRuns: 200 },
		);
	});

	test.each([
		['{"auths": {"r": {"auth": "c2VjcmV0"', 'line 1, column 36: a comma or } is expected'],
		['{\n  "auths": {\n    "é" "c2VjcmV0"\n  }\n}', 'line 3, column 9: a colon is expected'],
		["{'auths': {}}", 'line 1, column 2: a name in double quotes is expected'],
		['{"auths": {},}', 'line 1, column 14: a name in double quotes is expected'],
		['{"auths": {}} c2VjcmV0', 'line 1, column 15: there is text after the end'],
		['{"auths": 01}', 'line 1, column 11: a value is expected'],
		['{"auths": {"a\nb": {}}}', 'line 1, column 12: a string has no end'],
		['// c2VjcmV0\n{}', 'line 1, column 1: a value is expected'],
		['{"x": tru', 'line 1, column 7: a value is expected'],
		['{"x": ', 'line 1, column 7: the text ends too early'],
	])(
		'refuses the invalid file %j with the position, without quoting it, and does not change it',
		async (before, words) => {
			const { credentials, file, text } = dockerConfig(before);
			const failed = credentials.store(login);
			await expect(failed).rejects.toThrow(`${file}: not JSON: `);
			await expect(failed).rejects.toThrow(words);
			await expect(failed).rejects.not.toThrow('c2VjcmV0');
			expect(text()).toBe(before);
		},
	);
});

test('readConfigJson refuses a file that is nested too deeply', async () => {
	const { credentials } = dockerConfig(`{"x": ${'['.repeat(100_000)}`);
	await expect(credentials.store(login)).rejects.toThrow('nested too deeply');
});

describe('logins at the same moment', () => {
	const servers = Array.from({ length: 24 }, (_, at) => `r${at}:5000`);
	const authsOf = (file: string) => Object.keys(JSON.parse(readFileSync(file, 'utf8')).auths).sort();

	test('all keep their entries within one process', async () => {
		const { env, file, folder } = dockerConfig('{"auths":{"z":{}},"x":1.0}');
		await Promise.all(servers.map(server => loadCredentials(env).store({ ...login, server })));
		expect(authsOf(file)).toEqual([...servers, 'z'].sort());
		expect(readdirSync(folder).sort()).toEqual(['bin', 'config.json']);
	});

	test('all keep their entries in 24 processes, with a file and with a slow helper', async () => {
		const { env, file, folder, program: install } = dockerConfig('{"auths":{"z":{}},"x":1.0}');
		install('docker-credential-slow', 'cat >/dev/null; sleep 0.3');
		const program = path.join(folder, 'login.mjs');
		const entry = path.resolve('source/engine/docker/registry/credentials.ts');
		const banner = {
			js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`,
		};
		buildSync({ entryPoints: [entry], bundle: true, platform: 'node', format: 'esm', outfile: program, banner });
		const script = `
			import { loadCredentials } from ${JSON.stringify(program)};
			await loadCredentials(process.env).store({ server: process.argv[1], username: 'u', password: 'p' });`;
		const start = (server: string) =>
			run(process.execPath, ['--input-type=module', '-e', script, server], { env: { ...env, HOME: os.tmpdir() } });
		await Promise.all(servers.map(start));
		expect(authsOf(file)).toEqual([...servers, 'z'].sort());
		writeFileSync(file, '{"auths":{"z":{}},"credsStore":"slow"}');
		await Promise.all(servers.map(start));
		expect(authsOf(file)).toEqual([...servers, 'z'].sort());
	});

	test('keep the changes of another program while a helper runs', async () => {
		const { credentials, file, program: install } = dockerConfig('{"auths":{},"credsStore":"busy"}');
		const other = '{"auths":{"other":{}},"credsStore":"busy","new":1.0}';
		install('docker-credential-busy', `cat >/dev/null; printf '%s' '${other}' > '${file}'`);
		await credentials.store(login);
		expect(readFileSync(file, 'utf8')).toBe(other.replace('{}}', '{},"r:5000":{}}'));
	});

	test('take over an abandoned lock', async () => {
		const { credentials, folder, json } = dockerConfig('{"auths":{}}');
		const lock = path.join(folder, '.config.json.plimsoll.lock');
		const dead = execFileSync('sh', ['-c', 'echo $$'], { encoding: 'utf8' }).trim();
		// The lock of an ended process of this machine, of another machine, an empty one, a very old one.
		for (const content of [`${dead} ${os.hostname()} x`, '1 elsewhere x', '']) {
			writeFileSync(lock, content);
			utimesSync(lock, 0, 0);
			await credentials.store({ ...login, server: `r${content.length}` });
			expect(existsSync(lock)).toBe(false);
		}
		expect(Object.keys(json().auths as object)).toHaveLength(3);
	});
});

function socketBehind(file: string): void {
	const socket = `${file}.socket`;
	const server = createServer().listen(socket);
	onTestFinished(() => void server.close());
	symlinkSync(socket, file);
}

function linkIntoFile(file: string): void {
	writeFileSync(`${file}.other`, '');
	symlinkSync(`${file}.other/x`, file);
}

describe('a failed write of config.json', () => {
	const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

	test.skipIf(!isRoot)('names file, reason and completed steps on a full disk, and keeps the old file', async () => {
		const { env, program: install, folder } = dockerConfig();
		const small = path.join(folder, 'small');
		mkdirSync(small);
		execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'plimsoll-test', small]);
		try {
			const before = '{"auths":{"z":{}},"credHelpers":{"h":"fine"}}';
			const file = path.join(small, 'config.json');
			writeFileSync(file, before);
			writeFileSync(path.join(small, 'rest'), Buffer.alloc(56 * 1024));
			install('docker-credential-fine', 'cat >/dev/null');
			const credentials = loadCredentials({ ...env, DOCKER_CONFIG: small });
			await expect(credentials.store(login)).rejects.toThrow(
				`the credentials could not be stored in ${file}: no space left on device`,
			);
			await expect(credentials.store({ ...login, server: 'h' })).rejects.toThrow(
				`docker-credential-fine stored the credentials, but the registry could not be added to ${file}: no space left on device`,
			);
			await expect(credentials.erase('z')).rejects.toThrow(
				`could not be removed from ${file}: no space left on device`,
			);
			expect(readFileSync(file, 'utf8')).toBe(before);
			expect(readdirSync(small).sort()).toEqual(['config.json', 'rest']);
		} finally {
			execFileSync('umount', [small]);
		}
	});

	test.each<[string, (file: string) => void, string]>([
		['a directory', file => mkdirSync(file), 'config.json: illegal operation on a directory'],
		// Never a device of the machine: wrong code would replace it.
		['a link to a socket', file => socketBehind(file), 'config.json: no such device or address'],
		['a loop of links', file => symlinkSync('config.json', file), 'config.json: too many symbolic links encountered'],
		['a link into a file', file => linkIntoFile(file), 'config.json: not a directory'],
	])('is reported in the system’s words for %s', async (_, make, words) => {
		const { env, file } = dockerConfig();
		make(file);
		await expect(loadCredentials(env).store(login)).rejects.toThrow(words);
	});
});

const { skip, engine: real } = engineOrSkip('registry', 'dockerCli');
describe.skipIf(skip)('logins of the docker CLI between plimsoll’s', () => {
	test('leave the file valid at any moment, and plimsoll never overwrites the CLI’s entries', async () => {
		const { env, file } = dockerConfig({ auths: {}, plugins: { x: { y: 'z' } } });
		const { server, username, password } = real.registry;
		const theirs = async () => {
			const child = run(real.dockerCli, ['login', '--username', username, '--password-stdin', server], {
				env: { ...env, DOCKER_HOST: real.host },
			});
			child.child.stdin?.end(password);
			await child;
		};
		for (let round = 0; round < 5; round++) {
			const ours = Array.from({ length: 4 }, (_, at) =>
				loadCredentials(env).store({ ...login, server: `r${round}-${at}` }),
			);
			await Promise.all([theirs(), ...ours]);
			const { auths, plugins } = JSON.parse(readFileSync(file, 'utf8'));
			// plimsoll never drops the CLI's entries. The CLI may drop plimsoll's: it writes back the state of its start.
			expect(auths[server]).toBeDefined();
			expect(plugins).toEqual({ x: { y: 'z' } });
		}
	});
});
