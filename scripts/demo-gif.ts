// Makes demo.gif from the built dashboard on its demo engine: npm run demo:gif. The demo engine is seeded, so every run
// shows the same fleet; only the clock moves on.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTerminal } from '../test/helpers/terminal.js';
import { Film } from './recorder/film.js';
import { perform, rest } from './recorder/perform.js';
import { themes } from './recorder/themes.js';

const target = 'demo.gif';
const cli = join(import.meta.dirname, '..', 'dist', 'cli.js');
const home = mkdtempSync(join(tmpdir(), 'plimsoll-demo-'));
const folder = join(home, 'helloworld');
mkdirSync(folder);
writeFileSync(join(folder, 'Dockerfile'), 'FROM python:3.13-slim\nCOPY . /app\nCMD ["python", "/app/app.py"]\n');
writeFileSync(join(folder, 'app.py'), 'print("hello")\n');

/** What a viewer sees, step by step (scripts/recorder/perform). */
const story: readonly string[] = [
	'wait:helloworld',
	// Its history against the limit, for one after the other, down to one that is near it.
	'right',
	'pause:1200',
	'j j j j j j j',
	'pause:3500',
	'l',
	'pause:500',
	'escape',
	// A shell.
	'e',
	'pause:1000',
	'type:ls',
	'enter',
	'pause:600',
	'type:exit',
	'enter',
	'wait:Containers',
	'pause:500',
	// Build an image, and run it with a port.
	'2',
	'b',
	'pause:1300',
	'enter',
	'wait:✓ Build',
	'pause:1500',
	'r',
	'pause:700',
	'tab tab tab tab',
	'type:5050:80',
	'pause:1500',
	'enter',
	'pause:1500',
	'escape',
	// Give it a name in a registry, and push it there.
	'2',
	't',
	'pause:500',
	'ctrl-u',
	'type:localhost:5000/helloworld:v1',
	'pause:700',
	'enter',
	'pause:700',
	'P',
	'pause:1000',
	'enter',
	'wait:✓ Push',
	'pause:2600',
];

const theme = themes.dark;
const terminal = openTerminal({
	command: process.execPath,
	args: [cli, '--demo'],
	columns: 106,
	rows: 28,
	theme,
	cwd: folder,
	env: { HOME: home, DOCKER_CONFIG: join(home, '.docker'), COLORTERM: 'truecolor' },
});
try {
	await rest(terminal);
	const film = new Film(terminal, theme, { interval: 200 });
	for (const step of story) await perform(terminal, step, 110);
	writeFileSync(target, film.finish());
} finally {
	terminal.close();
	rmSync(home, { recursive: true, force: true });
}

try {
	execFileSync('gifsicle', ['-O3', '--lossy=80', '--colors', '48', '--batch', target], { stdio: 'ignore' });
} catch {
	console.log('gifsicle is not installed: the film is larger than it could be');
}
