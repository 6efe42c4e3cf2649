/** A film of the dashboard on the demo engine. */
export type Story = {
	/** The file, from the top folder. */
	readonly file: string;
	/** Columns and rows. */
	readonly size: readonly [number, number];
	/** Steps of `perform` before the first picture. */
	readonly before: readonly string[];
	/** Steps of `perform`; `say:keys|words` puts a caption under the screen. */
	readonly steps: readonly string[];
	/** Time of the last picture. Milliseconds. */
	readonly lastMs: number;
};

/** The first picture has statistics of a few seconds. */
const warm = 'pause:6000';

/** What is special, from the first look at the list to a pushed image. */
const demo: Story = {
	file: 'demo.gif',
	size: [100, 26],
	before: [warm, 'right'],
	lastMs: 2000,
	steps: [
		'say:|Every container against its own limits',
		'pause:1200',
		'say:m|Its history, with the limit as a line',
		'j j',
		'pause:1600',
		'say:e|A shell inside',
		'e',
		'pause:600',
		'type:ps',
		'enter',
		'pause:1200',
		'type:exit',
		'enter',
		'wait:Containers',
		'say:2 b|Build an image: the docker command is shown before it runs',
		'2',
		'b',
		'pause:1600',
		'enter',
		'wait:✓ Build',
		'pause:1200',
		'say:r|Run it, with a name and a port',
		'r',
		'tab',
		'type:hello',
		'tab tab tab',
		'type:5050:80',
		'pause:1200',
		'enter',
		'pause:1800',
		'say:|Try it: plimsoll --demo',
		'pause:400',
	],
};

/** The project's plan, and its run. */
const plan: Story = {
	file: 'docs/gifs/plan.gif',
	size: [100, 26],
	before: [warm, '.', 'k', 'right', 'pause:3000'],
	lastMs: 1200,
	steps: [
		'say:U|docker compose up, but the plan comes first: what changes, and why',
		'U',
		'wait:Plan for',
		'pause:2000',
		'say:Enter|Up, in the order of the dependencies',
		'enter',
		// The rest of the run takes longer than it has to say.
		'wait:✓ api',
		'pause:600',
	],
};

/** The logs of a project as one. */
const logs: Story = {
	file: 'docs/gifs/logs.gif',
	size: [100, 26],
	// The font of the pictures has no characters for the worker's lines.
	before: [warm, '.', 'k', 'l', 'z', 'pause:2000', 'o', 'down down down down down', 'enter', 'escape'],
	lastMs: 2500,
	steps: [
		'say:l|The log of a whole project: one order, JSON as sentences',
		'pause:600',
		'say:e|The error before, under bars that show where there are more',
		'e',
		'pause:1800',
		'say:Enter|The whole line',
		'enter',
		'pause:2200',
		'escape',
		'say:/|Search: text, /expression/ or field=value',
		'/',
		'paste:declined',
		'enter',
		'pause:1600',
		'say:&|Only the lines that match',
		'&',
		'paste:status>=500',
		'enter',
	],
};

/** An image is built and a container runs from it. */
const build: Story = {
	file: 'docs/gifs/build-and-run.gif',
	size: [100, 26],
	before: [warm, '2', 'pause:2000'],
	lastMs: 2500,
	steps: [
		'say:b|Build: the form shows the docker command as you type',
		'b',
		'pause:2000',
		'enter',
		'wait:✓ Build',
		'pause:1600',
		'say:r|Run: a name, a port, and the command again',
		'r',
		'tab',
		'type:hello',
		'tab tab tab',
		'type:5050:80',
		'pause:2000',
		'enter',
		'pause:2000',
	],
};

/** A container at its limit gets more. */
const limits: Story = {
	file: 'docs/gifs/limits.gif',
	size: [100, 26],
	before: ['pause:1000', '/', 'type:web', 'enter', 'm', 'pause:30000'],
	lastMs: 2500,
	steps: [
		'say:m|A container against its own limits: 300 MB of memory, 20 % of a core',
		'pause:2400',
		'say:u|Change them while it runs',
		'u',
		'pause:1000',
		'ctrl-u',
		'type:512m',
		'tab tab tab',
		'pause:1600',
		'enter',
		'pause:4000',
	],
};

export const stories: Readonly<Record<string, Story>> = { demo, plan, logs, build, limits };
