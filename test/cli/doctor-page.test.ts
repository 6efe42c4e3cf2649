import { describe, expect, test } from 'vitest';
import type { Facts } from '../../source/cli/tools/doctor/facts.js';
import { doctorPage } from '../../source/cli/tools/doctor/page.js';
import { host } from '../helpers/state/builders.js';

const facts = (own: Partial<Facts> = {}): Facts => ({
	version: '1.2.3',
	program: '/home/me/.npm/bin/plimsoll',
	machine: 'Linux 6.1, x64',
	runtime: 'v20.18.0',
	env: { TERM: 'xterm-256color', LANG: 'de_DE.UTF-8' },
	home: '/home/me',
	address: undefined,
	terminal: { stdin: false, stdout: false, size: undefined, answers: undefined },
	isUtf8: true,
	colours: { depth: 256, by: 'TERM', theme: 'default' },
	config: { path: '/home/me/.config/plimsoll/config.yaml', exists: true, problems: ['config.yaml:3:1: no such key'] },
	docker: { folder: '/home/me/.docker', warning: undefined },
	context: { value: { name: 'prod', origin: 'current context' } },
	engine: { failure: 'no engine' },
	cli: { value: 'Docker version 28.2.2' },
	buildx: { failure: 'docker: unknown command: docker buildx' },
	...own,
});

const connected = (url: string): Facts['engine'] => ({
	endpoint: { url, origin: 'current context', context: 'prod' },
	readOnly: true,
	host: { value: { ...host, rootless: true, cgroupDriver: 'none', warnings: ['No swap limit support'] } },
	pings: [9.04, 2.5, 3, 30.4, 4],
	compose: { value: '2.40.3' },
});

const page = (own: Partial<Facts> = {}) => doctorPage(facts(own), false);
const json = (own: Partial<Facts> = {}) => JSON.parse(doctorPage(facts(own), true));

describe('the page of doctor', () => {
	test('has the engine, its latency, the chosen context and the plugins', () => {
		const { engine, plugins } = json({ engine: connected('ssh://ops@prod') });
		expect(engine).toMatchObject({
			context: 'prod (by current context)',
			address: 'ssh://ops@prod',
			'read-only': true,
			latency: 'median 4.0 ms, max 30 ms of 5 pings',
			rootless: true,
			cgroup: 'version 2, driver none',
			warnings: ['No swap limit support'],
		});
		expect(plugins).toEqual({
			docker: 'Docker version 28.2.2',
			buildx: 'docker: unknown command: docker buildx',
			compose: '2.40.3',
		});
	});

	test('says why no engine answers, for each address, in the words of the connect screen', () => {
		const endpoint = { url: 'unix:///run/a.sock', origin: 'default socket' };
		const attempts = [
			{ endpoint, kind: 'unreachable', reason: 'no such file or directory', cure: 'Start Docker' },
			{ endpoint: { ...endpoint, url: 'unix:///run/b.sock' }, kind: 'permission', reason: 'permission denied' },
		];
		expect(page({ engine: { attempts } })).toContain(
			[
				'  problem               No Docker Engine answers',
				'  tried                 unix:///run/a.sock: no such file or directory. Start Docker',
				'                        unix:///run/b.sock: permission denied',
			].join('\n'),
		);
	});

	test('has the same facts as text and as JSON', () => {
		const own = { engine: connected('unix:///run/docker.sock') };
		const text = page(own);
		for (const [title, rows] of Object.entries<Record<string, unknown>>(json(own))) {
			expect(text).toContain(`${title}\n`);
			for (const name of Object.keys(rows)) {
				expect(text).toContain(`\n  ${name}`);
			}
		}
	});

	test('shows what the terminal answered, and what it did not answer', () => {
		const answers = {
			attributes: '?62;22c',
			version: 'kitty(0.36.4)\x1b]0;x\x07',
			foreground: undefined,
			background: '#1e1e2e',
			kittyKeyboard: 5,
			synchronizedUpdate: false,
		};
		const terminal = { stdin: true, stdout: true, size: { columns: 120, rows: 40 }, answers };
		expect(json({ terminal }).terminal).toMatchObject({
			size: '120x40',
			'attributes (DA1)': '?62;22c',
			foreground: null,
			background: '#1e1e2e',
			'kitty keyboard': 'yes, flags 5',
			'synchronized update': false,
		});
		expect(page({ terminal })).not.toMatch(/[\x1b\x07]/);
	});
});

describe('a secret', () => {
	test.each<[name: string, value: string, secret: RegExp, shown: string]>([
		['DOCKER_HOST', 'ssh://ops:hunter2@prod', /hunter2/, 'ssh://ops:••••••@prod'],
		['DOCKER_HOST', 'ssh://ops:p@ss:w/rd@prod', /p@ss|w\/rd/, 'ssh://ops:••••••@prod'],
		['DOCKER_HOST', 'ssh://ops@prod', /••/, 'ssh://ops@prod'],
		['HTTPS_PROXY', 'http://ghp_token@proxy:3128', /ghp_token/, 'http://••••••@proxy:3128'],
		['https_proxy', 'http://me:secret@proxy:3128', /secret|me:/, 'http://••••••@proxy:3128'],
		['DOCKER_AUTH_CONFIG', '{"auths":{"r":{"auth":"bWU6cGFzcw=="}}}', /bWU6/, 'DOCKER_AUTH_CONFIG    ••••••'],
		['DOCKER_CUSTOM_HEADERS', 'X-Meta=abcdef', /abcdef/, 'DOCKER_CUSTOM_HEADERS ••••••'],
		['PLIMSOLL_API_TOKEN', 'abcdef', /abcdef/, 'PLIMSOLL_API_TOKEN    ••••••'],
		['DOCKER_CERT_PATH', '/home/me/certs', /\/home\/me/, '~/certs'],
	])('in %s=%s is not on the page', (name, value, secret, shown) => {
		const text = page({ env: { [name]: value } });
		expect(text).not.toMatch(name === 'DOCKER_HOST' && /••/.test(secret.source) ? /^$/ : secret);
		expect(text).toContain(shown);
		expect(doctorPage(facts({ env: { [name]: value } }), true)).not.toMatch(/hunter2|ghp_token|bWU6|abcdef/);
	});

	test('of an address is not in the words about that address', () => {
		const failure = 'invalid SSH URL: invalid port ":pa55" after host';
		const text = page({ env: {}, address: 'ssh://me:pa55/word@h', engine: { failure }, context: { failure } });
		expect(text).not.toContain('pa55');
		expect(text).toContain('invalid SSH URL: invalid port ":••••••" after host');
	});

	test('and the home folder are not in any other value', () => {
		const text = page({
			config: { path: '/home/me/c.yaml', exists: true, problems: ['/home/me/c.yaml:1:1: token=abcdef'] },
			engine: { failure: 'Bearer abc.def at https://me:pw@registry/x and /home/me2/keep' },
		});
		expect(text).not.toMatch(/abcdef|abc\.def|:pw@|\/home\/me\//);
		expect(text).toContain('/home/me2/keep');
		expect(text).toContain('~/c.yaml:1:1');
	});

	test('is not read from variables of other programs', () => {
		const text = page({
			env: { AWS_SECRET_ACCESS_KEY: 'aaa', HOME: '/root', SSH_CONNECTION: '10.1.2.3 1 10.1.2.4 22' },
		});
		expect(text).not.toMatch(/AWS|aaa|10\.1\.2/);
		expect(text).toMatch(/through +ssh/);
	});
});
