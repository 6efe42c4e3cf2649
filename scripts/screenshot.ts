// Runs a command in an emulated terminal, presses keys and draws the screen.
//   npm run screenshot -- --out a.png [--theme light] [--size 120x34] [--scale 2] [--do 'wait:web' --do 'j j enter'] [-- command …]
// Without a command: the built dashboard with its demo engine. Also --env A=b.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openTerminal } from '../test/helpers/terminal/terminal.js';
import { live, perform, rest } from './recorder/perform.js';
import { drawScreen } from './recorder/picture.js';
import { themes } from './recorder/themes.js';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		out: { type: 'string', default: 'screenshot.png' },
		theme: { type: 'string', default: 'dark' },
		size: { type: 'string', default: '120x34' },
		scale: { type: 'string', default: '1' },
		do: { type: 'string', multiple: true, default: [] },
		env: { type: 'string', multiple: true, default: [] },
		between: { type: 'string', default: '60' },
		text: { type: 'boolean', default: false },
	},
});
const theme = themes[values.theme === 'light' ? 'light' : 'dark'];
const [columns = 120, rows = 34] = values.size.split('x').map(Number);
const [command = process.execPath, ...args] =
	positionals.length > 0 ? positionals : [process.execPath, 'dist/cli.js', '--demo'];
const environment = values.env.map(pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]);

const terminal = openTerminal({ command, args, columns, rows, theme, env: Object.fromEntries(environment) });
try {
	await rest(terminal);
	for (const step of values.do) {
		await perform(live(terminal), step, Number(values.between));
	}
	await rest(terminal);
	writeFileSync(values.out, drawScreen(terminal, theme, Number(values.scale)).toBuffer('image/png'));
	if (values.text) {
		console.log(terminal.screen().join('\n'));
	}
} finally {
	await terminal.close();
}
