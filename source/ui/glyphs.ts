/** The characters of borders, gauges, charts and marks, one cell each. */
export type Glyphs = {
	readonly horizontal: string;
	readonly vertical: string;
	readonly topLeft: string;
	readonly topRight: string;
	readonly bottomLeft: string;
	readonly bottomRight: string;
	/** The ends of a title line that separates two panes of a stack: left, right. */
	readonly teeLeft: string;
	readonly teeRight: string;
	/**
	 * A bar, drawn as a heavy line on a light one: a filled cell, a half filled cell (undefined without such a character), a
	 * free cell, the mark of a limit, the end of a bar at its limit.
	 */
	readonly filled: string;
	readonly half: string | undefined;
	readonly free: string;
	readonly limit: string;
	readonly alarm: string;
	/** A full cell of a chart without braille. */
	readonly block: string;
	/** Rising columns, for one-row graphs; the first stands for a value near 0. */
	readonly steps: readonly string[];
	/** Bars side by side in one row, from the lowest to the highest, and those of the same heights that stand out without a colour. */
	readonly bars: readonly string[];
	readonly alarmBars: readonly string[];
	/** If true, charts are drawn in braille. */
	readonly braille: boolean;
	/** A limit across a chart. */
	readonly dash: string;
	readonly bullets: Readonly<Record<Bullet, string>>;
	readonly spinner: readonly string[];
	readonly up: string;
	readonly down: string;
	readonly left: string;
	readonly right: string;
	readonly ascending: string;
	readonly descending: string;
	/** Stand before a group of rows that is folded, or unfolded. */
	readonly folded: string;
	readonly unfolded: string;
	readonly mark: string;
	/** Before a row that has just been created. */
	readonly isNew: string;
	readonly done: string;
	readonly failed: string;
	readonly separator: string;
	readonly infinity: string;
	/** Stands before a sum of which some parts are not measured. */
	readonly atLeast: string;
	readonly ellipsis: string;
	/** Before the number of lines that are shown around others. */
	readonly around: string;
	/** Left of a log line from stderr. */
	readonly stderr: string;
	/** Left of a log line with a bookmark. */
	readonly bookmark: string;
	/** Left of a log line before which lines are left out. */
	readonly gap: string;
	/** The part of a scroll bar that stands for the visible rows. */
	readonly thumb: string;
};

export type Bullet = 'running' | 'starting' | 'stopped' | 'paused' | 'restarting' | 'used' | 'unused';

/** Bars of dots, as the charts have them: blocks side by side would be one slab. */
const dots: readonly string[] = [...'⣀⣤⣶⣿'];

export const unicodeGlyphs: Glyphs = {
	horizontal: '─',
	vertical: '│',
	topLeft: '┌',
	topRight: '┐',
	bottomLeft: '└',
	bottomRight: '┘',
	teeLeft: '├',
	teeRight: '┤',
	filled: '━',
	half: '╾',
	free: '─',
	limit: '┃',
	alarm: '!',
	block: '█',
	steps: [...'▁▂▃▄▅▆▇█'],
	bars: dots,
	alarmBars: dots,
	braille: true,
	dash: '╌',
	bullets: { running: '●', starting: '◐', stopped: '◌', paused: '◫', restarting: '↻', used: '●', unused: '○' },
	spinner: [...'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'],
	up: '↑',
	down: '↓',
	left: '←',
	right: '→',
	ascending: '▲',
	descending: '▼',
	folded: '▸',
	unfolded: '▾',
	mark: '✓',
	isNew: '+',
	done: '✓',
	failed: '✗',
	separator: '·',
	infinity: '∞',
	atLeast: '≥',
	ellipsis: '…',
	around: '±',
	stderr: '▎',
	bookmark: '◆',
	gap: '┄',
	thumb: '┃',
};

export const asciiGlyphs: Glyphs = {
	horizontal: '-',
	vertical: '|',
	topLeft: '+',
	topRight: '+',
	bottomLeft: '+',
	bottomRight: '+',
	teeLeft: '+',
	teeRight: '+',
	filled: '=',
	half: undefined,
	free: '-',
	limit: '|',
	alarm: '!',
	block: '#',
	steps: [...'_.-=+*%#'],
	bars: [...'.:-=+*#'],
	// An error stands out among signs, and its height is a number.
	alarmBars: [...'1234567'],
	braille: false,
	dash: '-',
	bullets: { running: '*', starting: '%', stopped: '-', paused: '=', restarting: '~', used: '*', unused: 'o' },
	spinner: [...'|/-\\'],
	up: '^',
	down: 'v',
	left: '<',
	right: '>',
	ascending: '^',
	descending: 'v',
	folded: '+',
	unfolded: '-',
	mark: '+',
	isNew: '*',
	done: '+',
	failed: 'x',
	separator: '-',
	infinity: '-',
	atLeast: '>',
	ellipsis: '~',
	around: '+',
	stderr: '!',
	bookmark: '@',
	gap: '~',
	thumb: '#',
};

/** @param ascii True if the terminal shows only ASCII. */
export const glyphs = (ascii: boolean): Glyphs => (ascii ? asciiGlyphs : unicodeGlyphs);
