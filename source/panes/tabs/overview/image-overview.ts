import { quote } from '../../../domain/command.js';
import type { Container } from '../../../domain/nouns/container.js';
import type { Image, ImageDetail } from '../../../domain/nouns/image.js';
import { shortId } from '../../../domain/nouns/short-id.js';
import { maskEntry } from '../../../domain/registry/secrets.js';
import type { Line, Role } from '../../../domain/text/line.js';
import { notice } from '../../../domain/text/notice.js';
import { age, decimalSize } from '../../../domain/text/units.js';
import { type Fact, factLines, listFacts } from '../fact-lines.js';

/** The settings of the image for its containers, and where it comes from. `failure`: why its details are missing or old. */
export const imageOverview = (
	image: Image,
	detail: ImageDetail | undefined,
	failure: string | undefined,
	users: readonly Container[],
	mask: string | undefined,
	now: number,
	width: number,
): readonly Line[] => [
	...factLines(
		[...(detail === undefined ? [] : settingFacts(detail, mask)), ...originFacts(image, detail, users, now)],
		width,
	),
	...(failure === undefined ? [] : [[], ...notice(`✗ ${failure}`, 'bad', width)]),
	...(detail === undefined && failure === undefined ? [[], ...notice('loading…', 'dim', width)] : []),
];

function settingFacts(detail: ImageDetail, mask: string | undefined): Fact[] {
	const { entrypoint, cmd, exposedPorts, env, workdir, user, volumes } = detail;
	return [
		argvFact('entrypoint', entrypoint),
		argvFact('command', cmd),
		...several('ports', exposedPorts, 'none exposed'),
		...several(
			'env',
			env.map(entry => (mask === undefined ? entry : maskEntry(entry, mask))),
			'none',
		),
		orDefault('workdir', workdir, 'not set: /'),
		orDefault('user', user, 'not set: root'),
		...several('volumes', volumes, 'none'),
	];
}

function originFacts(image: Image, detail: ImageDetail | undefined, users: readonly Container[], now: number): Fact[] {
	const { id, tags, digests, size, createdAt } = image;
	const platform = [detail?.os ?? '', detail?.architecture ?? ''].filter(part => part !== '').join('/');
	return [
		...several('tags', tags, 'none'),
		...several('digest', digests, 'none: neither pulled nor pushed'),
		['size', decimalSize(size)],
		...several(
			'used by',
			users.map(({ name, state }) => `${name} (${state})`),
			'no container',
		),
		['created', createdAt > 0 ? age(createdAt, now) : 'at an unknown time', createdAt > 0 ? 'text' : 'dim'],
		...(detail === undefined ? [] : [orDefault('platform', platform, 'unknown')]),
		['id', shortId(id), 'dim'],
	];
}

const argvFact = (name: string, argv: readonly string[]): Fact =>
	argv.length === 0 ? [name, 'none', 'dim'] : [name, quote(argv), 'strong'];

const several = (name: string, values: readonly string[], none: string): Fact[] =>
	values.length === 0
		? [[name, none, 'dim']]
		: listFacts(
				name,
				values.map((value): readonly [string, Role?] => [value]),
			);

const orDefault = (name: string, value: string, standard: string): Fact =>
	value === '' ? [name, standard, 'dim'] : [name, value];
