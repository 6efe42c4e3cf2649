import { quote } from '../../../domain/command.js';
import { membershipOf } from '../../../domain/compose/labels.js';
import type { LogLine } from '../../../domain/logs/log-line.js';
import type { Container, ContainerDetail } from '../../../domain/nouns/container.js';
import type { Endpoint } from '../../../domain/nouns/host.js';
import { shortId } from '../../../domain/nouns/short-id.js';
import { maskValue } from '../../../domain/registry/secrets.js';
import type { Reading } from '../../../domain/stats/stats.js';
import { truncate } from '../../../domain/text/cell-width.js';
import type { Line } from '../../../domain/text/line.js';
import { span } from '../../../domain/text/lines.js';
import { notice } from '../../../domain/text/notice.js';
import { age } from '../../../domain/text/units.js';
import { wrapText } from '../../../domain/text/wrap-text.js';
import { type Fact, factLines, heading } from '../fact-lines.js';
import { stateFacts } from './container-end.js';
import { mountFacts, networkFacts, portFacts } from './container-places.js';
import { type Capacity, healthFacts, loadFacts, restartFact } from './container-use.js';

/** The end of the log of a container: its last lines without colours, or the reason why there are none. */
export type LogTail = { readonly lines: readonly LogLine[]; readonly reason: string };

/** Everything that the Overview shows beside the row of the container. */
export type OverviewParts = {
	readonly detail: ContainerDetail | undefined;
	/** The reason why the details are missing or old. */
	readonly failure: string | undefined;
	readonly reading: Reading | undefined;
	/** Undefined for a container that has never ended. */
	readonly log: LogTail | undefined;
	/** The `docker run` line that creates the container again. */
	readonly runLine: string | undefined;
	readonly endpoint: Endpoint;
	readonly host: Capacity;
	/** Stands for what looks secret; undefined shows everything. */
	readonly mask: string | undefined;
};

/** The names of all facts are in a column of this width. Cells. */
const nameWidth = 7;
/** The most rows of one log line. */
const maxLogRows = 2;

const factsIn = (width: number, list: readonly Fact[]): readonly Line[] => factLines(list, width, 1, nameWidth);

/** Makes the sections of the Overview. Only `load` depends on a sample, and only `state`, `health` and `identity` on time. */
export const overviewSections = {
	state: (container: Container, detail: ContainerDetail | undefined, now: number, width: number) =>
		factsIn(width, stateFacts(container, detail, now)),
	log: ({ lines, reason }: LogTail, width: number): readonly Line[] => {
		const rows = lines.flatMap(({ text, stream }) =>
			logRows(text, Math.max(8, width - 4)).map((part): Line => [span('   '), span(part, stream)]),
		);
		return [[], heading('Last log lines'), ...(rows.length > 0 ? rows : notice(reason, 'dim', width)), []];
	},
	places: (container: Container, detail: ContainerDetail | undefined, endpoint: Endpoint, width: number) =>
		factsIn(width, [
			...portFacts(container, detail, endpoint),
			...networkFacts(container, detail),
			...(detail === undefined ? [] : mountFacts(detail)),
		]),
	load: (
		container: Container,
		detail: ContainerDetail,
		reading: Reading | undefined,
		host: Capacity,
		width: number,
	): readonly Line[] => factsIn(width, loadFacts(container, detail, reading, host)),
	health: (container: Container, detail: ContainerDetail, now: number, width: number): readonly Line[] =>
		factsIn(width, [...healthFacts(container, detail, now), restartFact(detail)]),
	origin: (
		container: Container,
		detail: ContainerDetail | undefined,
		mask: string | undefined,
		width: number,
	): readonly Line[] => factsIn(width, [projectFact(container), ...originFacts(container, detail, mask)]),
	identity: ({ id, createdAt }: Container, now: number, width: number): readonly Line[] =>
		factsIn(width, [
			['created', age(createdAt, now)],
			['id', shortId(id)],
		]),
	run: (runLine: string, width: number): readonly Line[] => [
		[],
		heading('docker run', 'y copies it'),
		...runLines(runLine, width),
	],
};

export type OverviewSections = typeof overviewSections;

/**
 * A container at a glance: first its state and the reason of its end, then how to reach it, what it uses, how it was made.
 * `section` may cache the sections one by one.
 */
export function containerOverview(
	container: Container,
	parts: OverviewParts,
	now: number,
	width: number,
	section: OverviewSections = overviewSections,
): readonly Line[] {
	const { detail, failure, log, runLine, endpoint, reading, host, mask } = parts;
	return [
		...section.state(container, detail, now, width),
		...(log === undefined ? [] : section.log(log, width)),
		...section.places(container, detail, endpoint, width),
		...(detail === undefined ? [] : section.load(container, detail, reading, host, width)),
		...(detail === undefined ? [] : section.health(container, detail, now, width)),
		...section.origin(container, detail, mask, width),
		...section.identity(container, now, width),
		...(failure === undefined ? [] : [[], ...notice(`✗ ${failure}`, 'bad', width)]),
		...(detail === undefined && failure === undefined ? [[], ...notice('loading…', 'dim', width)] : []),
		...(runLine === undefined ? [] : section.run(runLine, width)),
	];
}

/** The start of a log line in a few rows; an ellipsis marks the cut. */
function logRows(text: string, width: number): readonly string[] {
	const rows = wrapText(text, width, maxLogRows + 1);
	return rows.length <= maxLogRows
		? rows
		: rows.slice(0, maxLogRows).map((row, index) => (index < maxLogRows - 1 ? row : `${truncate(row, width - 2)} …`));
}

/** A space that is no place to break a line. */
const fixedSpace = '\u00a0';

/** The line, broken between flags rather than between a flag and its value. */
const runLines = (text: string, width: number): Line[] =>
	wrapText(text.replace(/(?<= )(-{1,2}[a-z][\w-]*) (?=[^- ])/g, `$1${fixedSpace}`), Math.max(8, width - 4)).map(
		(part, index) => [span(index === 0 ? ' ' : '   '), span(part.replaceAll(fixedSpace, ' '))],
	);

function projectFact({ labels }: Container): Fact {
	const place = membershipOf(labels);
	if (place === undefined) {
		const service = labels['com.docker.swarm.service.name'];
		return service ? ['project', `none, service ${service} of Swarm`] : ['project', 'none', 'dim'];
	}
	const { owner, project, service, number, workingDir } = place;
	const words = [
		owner === 'stack' ? `${project}, a Swarm stack` : project,
		...(service === '' ? [] : [`service ${service}`]),
		...(number === undefined ? [] : [`${owner === 'stack' ? 'task' : 'container'} ${number}`]),
		...(workingDir === '' ? [] : [workingDir]),
	];
	return ['project', words.join(', ')];
}

function originFacts(
	{ image, imageId }: Container,
	detail: ContainerDetail | undefined,
	mask: string | undefined,
): Fact[] {
	const argv = detail === undefined ? undefined : [...detail.entrypoint, ...detail.cmd];
	const command = argv && (argv.length === 0 ? 'none' : quote(argv));
	return [
		['image', `${image}  ${shortId(imageId)}`],
		['command', command === undefined || mask === undefined ? command : maskValue('', command, mask)],
	];
}
