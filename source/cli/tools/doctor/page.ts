import type { Host } from '../../../domain/nouns/host.js';
import { bytesSize } from '../../../domain/text/units.js';
import type { EngineFacts, Facts, Found, TerminalFacts } from './facts.js';
import { masker, shownVariables } from './mask.js';

type Value = string | number | boolean | readonly string[];
/** Null stands for something that is not there or was not answered. */
type Row = readonly [name: string, value: Value | null];
type Section = readonly [title: string, rows: readonly Row[]];

/** The page as text, or as a JSON object of objects. */
export function doctorPage(facts: Facts, asJson: boolean): string {
	const sections = sectionsOf(facts).map(
		([title, rows]): Section => [title, rows.map(maskedBy(masker(facts.home, addressesOf(facts))))],
	);
	return asJson ? toJson(sections) : sections.map(toText).join('\n');
}

/** The values that may be addresses with a password. */
const addressesOf = ({ env, address }: Facts): readonly string[] =>
	[...Object.values(env), address].filter(value => value !== undefined);

const maskedBy =
	(mask: (text: string) => string) =>
	([name, value]: Row): Row => {
		if (typeof value === 'string') {
			return [mask(name), mask(value)];
		}
		return [mask(name), typeof value === 'object' && value !== null ? value.map(mask) : value];
	};

const sectionsOf = (facts: Facts): readonly Section[] => [
	[
		'plimsoll',
		[
			['version', facts.version],
			['program', facts.program],
			['Node', facts.runtime],
			['machine', facts.machine],
		],
	],
	['terminal', terminalRows(facts)],
	['colours', colourRows(facts)],
	['engine', engineRows(facts)],
	[
		'plugins',
		[
			['docker', foundWords(facts.cli)],
			['buildx', foundWords(facts.buildx)],
			['compose', 'host' in facts.engine ? foundWords(facts.engine.compose) : null],
		],
	],
	[
		'config',
		[
			['file', facts.config.exists ? facts.config.path : `${facts.config.path} (none)`],
			['problems', facts.config.problems.length === 0 ? 'none' : facts.config.problems],
			['docker', facts.docker.folder],
			...(facts.docker.warning === undefined ? [] : [['docker problem', facts.docker.warning] as const]),
		],
	],
	['variables', shownVariables(facts.env)],
];

function terminalRows({ terminal, env, isUtf8 }: Facts): readonly Row[] {
	const name = [env.TERM_PROGRAM, env.TERM_PROGRAM_VERSION].filter(Boolean).join(' ');
	return [
		['TERM', env.TERM ?? null],
		['program', name || null],
		['size', terminal.size === undefined ? null : `${terminal.size.columns}x${terminal.size.rows}`],
		['input', terminal.stdin ? 'a terminal' : 'no terminal'],
		['output', terminal.stdout ? 'a terminal' : 'no terminal'],
		['through', through(env)],
		...answerRows(terminal),
		['locale', env.LC_ALL || env.LC_CTYPE || env.LANG || null],
		['UTF-8', isUtf8],
	];
}

/** The programs between plimsoll and the terminal. */
function through(env: Facts['env']): string | null {
	const between = [
		env.SSH_CONNECTION || env.SSH_TTY ? 'ssh' : '',
		env.TMUX ? 'tmux' : '',
		env.STY ? 'screen' : '',
		env.ZELLIJ ? 'zellij' : '',
	].filter(Boolean);
	return between.length === 0 ? null : between.join(', ');
}

function answerRows({ answers }: TerminalFacts): readonly Row[] {
	if (answers === undefined) {
		return [['answers', 'not asked: no terminal']];
	}
	const { attributes, version, foreground, background, kittyKeyboard, synchronizedUpdate } = answers;
	return [
		['attributes (DA1)', attributes ?? null],
		['version (XTVERSION)', version ?? null],
		['foreground', foreground ?? null],
		['background', background ?? null],
		['kitty keyboard', kittyKeyboard === undefined ? null : `yes, flags ${kittyKeyboard}`],
		['synchronized update', synchronizedUpdate ?? null],
	];
}

const depths: Readonly<Record<number, string>> = { 0: 'none', 16777216: '24 bit' };

function colourRows({ colours, env }: Facts): readonly Row[] {
	const value = env[colours.by];
	return [
		['depth', depths[colours.depth] ?? String(colours.depth)],
		['because of', value === undefined ? `${colours.by}, which is not set` : `${colours.by}=${value}`],
		['theme', colours.theme],
	];
}

function engineRows({ engine, context }: Facts): readonly Row[] {
	const chosen: Row = [
		'context',
		'failure' in context ? context.failure : `${context.value.name} (by ${context.value.origin})`,
	];
	if ('failure' in engine) {
		return [chosen, ['problem', engine.failure]];
	}
	if ('attempts' in engine) {
		return [
			chosen,
			['problem', 'No Docker Engine answers'],
			[
				'tried',
				engine.attempts.map(({ endpoint, reason, cure }) => `${endpoint.url}: ${reason}${cure ? `. ${cure}` : ''}`),
			],
		];
	}
	return [chosen, ...connectedRows(engine)];
}

function connectedRows({ endpoint, readOnly, host, pings }: EngineFacts): readonly Row[] {
	return [
		['address', endpoint.url],
		['TLS', endpoint.tls === undefined ? 'no' : endpoint.tls.verify ? 'yes, verified' : 'yes, not verified'],
		['read-only', readOnly],
		['latency', latency(pings)],
		...('failure' in host ? [['problem', host.failure] as const] : hostRows(host.value)),
	];
}

const hostRows = (host: Host): readonly Row[] => [
	['engine', `${host.product} ${host.version}`],
	['API', host.apiVersion],
	['system', `${host.os}, ${host.kernel}, ${host.architecture}`],
	['resources', `${host.cpus} CPUs, ${bytesSize(host.memory)}`],
	['storage driver', host.storageDriver || null],
	['cgroup', `version ${host.cgroupVersion}${host.cgroupDriver === '' ? '' : `, driver ${host.cgroupDriver}`}`],
	['rootless', host.rootless],
	['BuildKit', host.buildkit],
	['swarm', host.swarm],
	['warnings', host.warnings.length === 0 ? 'none' : host.warnings],
];

function latency(pings: readonly number[]): string | null {
	if (pings.length === 0) {
		return null;
	}
	const sorted = [...pings].sort((a, b) => a - b);
	const shown = (ms: number) => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
	return `median ${shown(sorted[Math.floor(sorted.length / 2)]!)}, max ${shown(sorted.at(-1)!)} of ${sorted.length} pings`;
}

const foundWords = (found: Found<string>): string => ('failure' in found ? found.failure : found.value);

/** In characters. */
const nameWidth = 22;

function toText([title, rows]: Section): string {
	const lines = rows.flatMap(([name, value]) => {
		const texts = typeof value === 'object' && value !== null ? value : [worded(value)];
		return texts.map((text, index) => `  ${(index === 0 ? name : '').padEnd(nameWidth)}${text}`.trimEnd());
	});
	return [title, ...(lines.length === 0 ? ['  none'] : lines), ''].join('\n');
}

const worded = (value: string | number | boolean | null): string =>
	value === null ? '--' : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);

const toJson = (sections: readonly Section[]): string =>
	`${JSON.stringify(Object.fromEntries(sections.map(([title, rows]) => [title, Object.fromEntries(rows)])), undefined, 2)}\n`;
