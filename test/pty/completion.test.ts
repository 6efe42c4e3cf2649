import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { programOrSkip } from '../helpers/engine/programs.js';
import { engineOrSkip } from '../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../helpers/engine/scene.js';
import { waitLimit } from '../helpers/limits/limits.js';
import { closeTerminals, openTerminal, type Terminal } from '../helpers/terminal/terminal.js';
import { cli } from './plimsoll.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'completion-'));
const work = path.join(folder, 'work');
const bashCompletion = '/usr/share/bash-completion/bash_completion';
const { skip: skipEngine, engine } = engineOrSkip();

beforeAll(() => {
	mkdirSync(path.join(folder, 'bin'));
	symlinkSync(cli, path.join(folder, 'bin/plimsoll'));
	symlinkSync(process.execPath, path.join(folder, 'bin/node'));
	mkdirSync(work);
	writeFileSync(path.join(work, 'my settings.yaml'), '');
	for (const [name, host] of Object.entries({ production: 'ssh://ops@prod', staging: 'tcp://stage:2376' })) {
		const place = path.join(folder, 'docker/contexts/meta', createHash('sha256').update(name).digest('hex'));
		mkdirSync(place, { recursive: true });
		const meta = { Name: name, Metadata: {}, Endpoints: { docker: { Host: host, SkipTLSVerify: false } } };
		writeFileSync(path.join(place, 'meta.json'), JSON.stringify(meta));
	}
});
afterEach(closeTerminals);
afterAll(() => rmSync(folder, { recursive: true }));

/** A user's set-up of the shells. The prompt is the same everywhere, and no shell completes from an earlier line. */
const setUps: readonly { name: string; shell: string; args: readonly string[]; lines: readonly string[] }[] = [
	{
		name: 'bash',
		shell: 'bash',
		args: ['--norc', '--noprofile', '-i'],
		lines: ["bind 'set bell-style none'", 'eval "$(plimsoll completion bash)"', "PS1='ready> '"],
	},
	{
		name: 'bash with bash-completion',
		shell: 'bash',
		args: ['--norc', '--noprofile', '-i'],
		lines: [`. ${bashCompletion}`, 'eval "$(plimsoll completion bash)"', "PS1='ready> '"],
	},
	{
		name: 'zsh',
		shell: 'zsh',
		args: ['-f', '-i'],
		lines: [
			'unsetopt beep',
			'autoload -Uz compinit && compinit -u -D',
			'eval "$(plimsoll completion zsh)"',
			"PS1='ready> '",
		],
	},
	{
		name: 'fish',
		shell: 'fish',
		args: ['-N', '-i'],
		lines: [
			'set -g fish_autosuggestion_enabled 0',
			'plimsoll completion fish | source',
			"function fish_prompt; echo -n 'ready> '; end",
		],
	},
];

for (const { name, shell, args, lines } of setUps) {
	const { skip, program } = programOrSkip(shell);
	const isMissing = name.includes('bash-completion') && !existsSync(bashCompletion);
	describe.skipIf(skip || isMissing)(name, () => {
		async function open(): Promise<Terminal> {
			const terminal = openTerminal({
				command: program,
				args,
				// No line is wrapped.
				columns: 300,
				rows: 40,
				cwd: work,
				env: {
					PATH: `${path.join(folder, 'bin')}:/usr/bin:/bin`,
					HOME: path.join(folder, 'home'),
					DOCKER_CONFIG: path.join(folder, 'docker'),
					PLIMSOLL_COMPLETION_TIMEOUT: String(waitLimit()),
					...(skipEngine ? {} : { DOCKER_HOST: engine.host }),
				},
			});
			for (const line of lines) {
				await terminal.type(`${line}\r`);
			}
			await terminal.until(/^ready> *$/m);
			return terminal;
		}

		/** Types the start of each line, presses Tab, waits for the expected line, and removes it. */
		async function complete(...pairs: readonly (readonly [start: string, expected: RegExp])[]): Promise<void> {
			const terminal = await open();
			for (const [start, expected] of pairs) {
				await terminal.type(start);
				await terminal.press('tab');
				await terminal.until(expected);
				await terminal.press('ctrl-u', 'ctrl-l');
				await terminal.until(screen => screen.join('\n').trim() === 'ready>');
			}
		}

		/** Types the start of a line and presses Tab until the shell lists the candidates. */
		async function list(start: string, ...candidates: readonly string[]): Promise<void> {
			const terminal = await open();
			await terminal.type(start);
			await terminal.press('tab', 'tab');
			await terminal.until(screen => candidates.every(candidate => screen.some(row => row.includes(candidate))));
		}

		test('completes commands and flags', () =>
			complete(
				['plimsoll --rea', /plimsoll --read-only ?$/m],
				['plimsoll comple', /plimsoll completion ?$/m],
				['plimsoll completion fi', /plimsoll completion fish ?$/m],
				['plimsoll --demo --on', /plimsoll --demo --once ?$/m],
			));

		test('completes the values of flags: words, contexts and files', () =>
			complete(
				['plimsoll --filter=heal', /--filter=health=$/m],
				['plimsoll --filter status=ru', /--filter status=running ?$/m],
				['plimsoll -c prod', /-c production ?$/m],
				['plimsoll --context=st', /--context=staging ?$/m],
				['plimsoll --config my', /--config '?my\\? settings\.yaml'? ?$/m],
				['plimsoll -H ssh://o', /-H ssh:\/\/ops@prod ?$/m],
			));

		test('completes names that the engine has', () =>
			complete(
				['plimsoll --demo --project sh', /--project shop ?$/m],
				['plimsoll --demo --filter name=cana', /--filter name=canary ?$/m],
				['plimsoll --demo --filter=since=prox', /--filter=since=proxy ?$/m],
			));

		test('lists several candidates', () => list('plimsoll --filter status=', 'created', 'restarting', 'paused'));

		test('keeps the line as it is when there is no engine', async () => {
			const terminal = await open();
			await terminal.type('plimsoll -H unix:///nowhere --project sh');
			await terminal.press('tab');
			await terminal.type('op --rea');
			await terminal.press('tab');
			await terminal.until(/^ready> plimsoll -H unix:\/\/\/nowhere --project shop --read-only ?$/m);
		});

		describe.skipIf(skipEngine)('on a real engine', () => {
			let scene: Scene;
			const hostile = `it's $(touch run1) \`touch run2\` ; touch run3 & "x" \\ * ~ # | > run4 {a,b}`;
			beforeAll(async () => {
				scene = createScene(engine, 'completion');
				const config = (project: string) => ({ Labels: { 'com.docker.compose.project': project } });
				await scene.create('hostile', ['true'], config(hostile));
				await scene.create('escape', ['true'], config('esc\x1b]0;title\x07\n--x'));
			});
			afterAll(() => scene.clear());

			test.each(['--project it', '--project=it', "--project 'it", '--project "it'])(
				'quotes a hostile name after %s',
				async start => {
					const terminal = await open();
					await terminal.type(`plimsoll ${start}`);
					await terminal.press('tab');
					await terminal.until('run4');
					await terminal.press('ctrl-a');
					await terminal.type("printf '<%s>' ");
					await terminal.press('enter');
					const word = start.startsWith('--project=') ? `--project=${hostile}` : hostile;
					await terminal.until(screen => screen.join('').includes(`<${word}>`));
					expect(['run1', 'run2', 'run3', 'run4'].filter(file => existsSync(path.join(work, file)))).toEqual([]);
				},
			);

			test('completes the names of its containers', async () => {
				await complete([
					`plimsoll --filter name=hostile-${scene.mark.slice(0, 3)}`,
					new RegExp(scene.nameOf('hostile')),
				]);
			});
		});
	});
}
