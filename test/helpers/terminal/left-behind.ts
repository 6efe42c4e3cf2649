import type { Terminal } from '@xterm/headless';

/** The modes that are on in a new terminal: autowrap, autorepeat, the cursor. */
const usual = [7, 8, 25];
type Params = (number | number[])[];

/**
 * Follows every mode that a program may leave behind to the harm of a later one, like a strict terminal, including modes
 * that xterm.js ignores. Returns a function that lists the changed modes.
 */
export function watchLeftBehind(terminal: Terminal): () => string[] {
	const modes = new Set(usual);
	const ansi = new Set<number>([12]);
	const charsets = new Map<string, string>();
	const keys = new Map<number, number>();
	const colours = new Set<string>();
	const titles: string[] = [];
	let kitty: number[] = [];
	let title = '';
	let style = 0;
	let margins = '';
	let link = '';
	let progress = '';
	const { parser } = terminal;
	const first = (params: Params) => Number(params.flat()[0] ?? 0);
	const handle = (final: string, prefix: string, seen: (params: Params) => void, intermediates = '') =>
		parser.registerCsiHandler({ ...(prefix && { prefix }), ...(intermediates && { intermediates }), final }, params => {
			seen(params);
			return false;
		});
	const toggle = (set: Set<number>, on: boolean) => (params: Params) => {
		for (const mode of params.flat()) {
			on ? set.add(mode) : set.delete(mode);
		}
	};
	handle('h', '?', toggle(modes, true));
	handle('l', '?', toggle(modes, false));
	handle('h', '', toggle(ansi, true));
	handle('l', '', toggle(ansi, false));
	handle('u', '>', params => void kitty.push(first(params)));
	handle('u', '<', params => void kitty.splice(-Math.max(1, first(params))));
	handle('u', '=', params => {
		kitty = first(params) === 0 ? kitty : [...kitty, first(params)];
	});
	handle('m', '>', params => {
		const [which = 0, value = 0] = params.flat();
		if (value === 0) {
			keys.delete(which);
		} else {
			keys.set(which, value);
		}
	});
	handle(
		'q',
		'',
		params => {
			style = first(params);
		},
		' ',
	);
	handle('r', '', params => {
		const [top = 0, bottom = 0] = params.flat();
		margins = top <= 1 && (bottom === 0 || bottom >= terminal.rows) ? '' : `${top};${bottom}`;
	});
	handle('t', '', params => {
		if (first(params) === 22) {
			titles.push(title);
		}
		if (first(params) === 23) {
			title = titles.pop() ?? title;
		}
	});
	for (const set of '()*+') {
		for (const final of '0AB<') {
			parser.registerEscHandler({ intermediates: set, final }, () => {
				charsets.set(set, final);
				return false;
			});
		}
	}
	for (const command of [4, 5, 10, 11, 12, 13, 14, 17, 19]) {
		parser.registerOscHandler(command, data => {
			if (!data.endsWith('?')) {
				colours.add(String(command));
			}
			return false;
		});
		parser.registerOscHandler(command + 100, () => {
			colours.delete(String(command));
			return false;
		});
	}
	for (const command of [0, 1, 2]) {
		parser.registerOscHandler(command, data => {
			title = data;
			return false;
		});
	}
	parser.registerOscHandler(8, data => {
		link = data.slice(data.indexOf(';') + 1);
		return false;
	});
	parser.registerOscHandler(9, data => {
		if (data.startsWith('4;')) {
			progress = data === '4;0' ? '' : data;
		}
		return false;
	});
	return () => {
		const note = (name: string, value: string | number) => (value ? [`${name} ${value}`] : []);
		return [
			...[...modes].filter(mode => !usual.includes(mode)).map(mode => `mode ?${mode}`),
			...usual.filter(mode => !modes.has(mode)).map(mode => `no mode ?${mode}`),
			...[...ansi].filter(mode => mode !== 12).map(mode => `mode ${mode}`),
			...(ansi.has(12) ? [] : ['local echo']),
			...[...charsets].filter(([, final]) => final !== 'B').map(([set, final]) => `charset ${set}${final}`),
			...[...keys].map(([which, value]) => `modifyKeys ${which}=${value}`),
			...[...colours].map(colour => `colour ${colour}`),
			...note('kitty', kitty.filter(flags => flags > 0).join()),
			...note('title', title),
			...note('style', style),
			...note('margins', margins),
			...note('link', link),
			...note('progress', progress),
			...(terminal.buffer.active.type === 'alternate' ? ['alternate screen'] : []),
			...(terminal.modes.originMode ? ['origin mode'] : []),
			...(terminal.modes.insertMode ? ['insert mode'] : []),
			...(terminal.modes.wraparoundMode ? [] : ['no autowrap']),
		];
	};
}
