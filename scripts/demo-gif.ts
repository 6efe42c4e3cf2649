// Makes demo.gif from the built dashboard on its demo engine: npm run demo:gif. The demo engine is seeded, so every run
// shows the same fleet; only the clock moves on.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTerminal } from '../test/helpers/terminal/terminal.js';
import { Film } from './recorder/film.js';
import { perform, rest } from './recorder/perform.js';
import { themes } from './recorder/themes.js';

const target = 'demo.gif';
const cli = join(import.meta.dirname, '..', 'dist', 'cli.js');
// The build step shows this folder's name, so it is the same in each film.
const home = join(tmpdir(), 'plimsoll-demo');
rmSync(home, { recursive: true, force: true });
const folder = join(home, 'helloworld');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'Dockerfile'), 'FROM python:3.13-slim\nCOPY . /app\nCMD ["python", "/app/app.py"]\n');
writeFileSync(join(folder, 'app.py'), 'print("hello")\n');

/** The steps of the film (scripts/recorder/perform); `say:keys|words` puts a caption under the screen. */
const story: readonly string[] = [
	'say:|Every container against its own limits',
	'wait:helloworld',
	'right',
	'pause:1000',
	'say:m|Its history, with the limit as a line',
	'j j j j j j j',
	'pause:2000',
	'say:l|Logs',
	'l',
	'pause:700',
	'm',
	'escape',
	'say:e|A shell inside',
	'e',
	'pause:700',
	'type:ps',
	'enter',
	'pause:1100',
	'type:exit',
	'enter',
	'wait:Containers',
	'say:2 b|Build an image: the docker command is shown before it runs',
	'2',
	'b',
	'pause:1500',
	'enter',
	'wait:✓ Build',
	'pause:1200',
	'say:r|Run it, with a name and a port',
	'r',
	'pause:500',
	'tab',
	'type:hello',
	'tab tab tab',
	'type:5050:80',
	'pause:1300',
	'enter',
	'pause:1800',
	'escape',
	'say:2 t|Tag it for a registry',
	'2',
	't',
	'pause:300',
	'type:localhost:5000/hello:v1',
	'pause:700',
	'enter',
	'pause:500',
	'say:P|Push it',
	'P',
	'pause:1000',
	'enter',
	'wait:✓ Push',
	'pause:1500',
	'escape',
	'say:|Try it: plimsoll --demo',
	'pause:500',
];

const theme = themes.dark;
const terminal = openTerminal({
	command: process.execPath,
	args: [cli, '--demo'],
	columns: 106,
	rows: 26,
	theme,
	cwd: folder,
	env: { HOME: home, DOCKER_CONFIG: join(home, '.docker'), COLORTERM: 'truecolor' },
});
try {
	await rest(terminal);
	const film = new Film(terminal, theme, { interval: 300, captions: true });
	for (const step of story) {
		const [, keys, words = ''] = /^say:([^|]*)\|(.*)$/.exec(step) ?? [];
		if (keys === undefined) {
			await perform(terminal, step, 110);
		} else {
			film.say({ keys, words });
		}
	}
	writeFileSync(target, film.finish());
} finally {
	terminal.close();
	rmSync(home, { recursive: true, force: true });
}

try {
	execFileSync('gifsicle', ['-O3', '--lossy=120', '--colors', '40', '--batch', target], { stdio: 'ignore' });
} catch {
	console.log('gifsicle is not installed: the film is larger than it could be');
}
