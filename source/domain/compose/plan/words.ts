import { shortId } from '../../nouns/short-id.js';
import { maskText, maskValue } from '../../registry/secrets.js';
import type { Difference } from './differences.js';
import type { Watch } from './make-plan.js';
import {
	type ContainerPlan,
	type Fate,
	fateOf,
	type Plan,
	type Reason,
	type ResourcePlan,
	type ServicePlan,
} from './plan.js';

/** Longer values are cut. */
const maxValueLength = 40;

/** `env LOG_LEVEL info → debug`, `port +9229`, `mount -/data`. `mask` stands for what looks secret; undefined shows all. */
export function differenceWords({ word, name, from, to }: Difference, mask: string | undefined): string {
	const show = (value: string) => cut(secretless(word, name, value, mask));
	const start = name === '' ? word : `${word} ${name}`;
	if (from !== undefined && to !== undefined) {
		return `${start} ${show(from)} → ${show(to)}`;
	}
	const sign = to === undefined ? '-' : '+';
	const value = show(to ?? from ?? '');
	return name === '' ? `${word} ${sign}${value}` : `${word} ${sign}${name}${value === '' ? '' : `=${value}`}`;
}

/** Properties whose names the user chose: there a name that looks secret means a secret value. */
const namedByUser = new Set(['env', 'label', 'annotation', 'log option', 'option']);
/** Command lines, which may have a secret anywhere. */
const lines = new Set(['command', 'entrypoint', 'health check']);

function secretless(word: string, name: string, value: string, mask: string | undefined): string {
	if (mask === undefined) {
		return value;
	}
	if (lines.has(word)) {
		return maskText(value, mask);
	}
	return namedByUser.has(word) ? maskValue(name, value, mask) : value;
}

function cut(value: string): string {
	const line = value.replaceAll(/\s*\n\s*/g, ' ');
	return line.length > maxValueLength ? `${line.slice(0, maxValueLength - 1)}…` : line;
}

/** A reason in words: `image rebuilt: 98549966bf67 → 1c2d…`. */
export function reasonWords(reason: Reason, mask: string | undefined): readonly string[] {
	switch (reason.kind) {
		case 'config':
			return reason.differences.length === 0
				? ['its hash differs, in a way that plimsoll cannot name']
				: reason.differences.map(difference => differenceWords(difference, mask));
		case 'image':
			return [
				reason.from === ''
					? `compose has not noted its image, now ${shortId(reason.to)}`
					: `image rebuilt: ${shortId(reason.from)} → ${shortId(reason.to)}`,
			];
		case 'network':
			return [`not attached to network ${reason.name}`];
		case 'volume':
			return [`without volume ${reason.name}`];
		case 'shares':
			return [`uses the container of ${reason.service}, which is replaced`];
		case 'forced':
			return ['forced'];
	}
}

/** The reasons of a service's containers, each once. */
export function serviceReasons({ containers }: ServicePlan, mask: string | undefined): readonly string[] {
	return [...new Set(containers.flatMap(({ reasons }) => reasons.flatMap(reason => reasonWords(reason, mask))))];
}

const fateWords: Readonly<Record<Fate, string>> = {
	keep: 'keep',
	create: 'create',
	recreate: 'recreate',
	remove: 'remove',
	start: 'start',
	restart: 'restart',
	blocked: 'cannot start',
};

/** The verdict of a service: `keep`, `create`, `recreate`, `scale 2 → 3`, and what else happens to its containers. */
export function verdictWords(plan: ServicePlan): string {
	const { scale, containers, isSkipped } = plan;
	if (isSkipped) {
		return 'not chosen';
	}
	const fate = fateOf(plan);
	const changes = scale.from > 0 && scale.from !== scale.to ? [`scale ${scale.from} → ${scale.to}`] : [];
	if (isOnlyScaled(plan)) {
		return changes.join('');
	}
	const count = containers.filter(each => each.fate === fate).length;
	const isPart = count < containers.length && containers.length > 1 && fate !== 'create';
	const word = `${fateWords[fate]}${isPart ? ` ${count} of ${containers.length}` : count > 1 ? ` ${count}` : ''}`;
	return [containers.length === 0 ? 'keep' : word, ...changes].join(', ');
}

/** True if nothing but the number of replicas changes. */
const isOnlyScaled = ({ scale, containers }: ServicePlan): boolean =>
	scale.from > 0 && scale.from !== scale.to && !containers.some(each => isOther(each));

/** True for a container that changes for another reason than the number of replicas. */
const isOther = ({ fate }: ContainerPlan): boolean => !['keep', 'create', 'remove'].includes(fate);

/** All that is worth to know about a service beside its verdict, in the order of its weight. */
export function serviceNotes(plan: ServicePlan, mask: string | undefined): readonly string[] {
	const { first, restartedBy, containers, volumes } = plan;
	const exists = containers.some(({ id }) => id !== undefined);
	const fate = fateOf(plan);
	return [
		...serviceReasons(plan, mask),
		...(first === undefined
			? []
			: [`${first} first${exists && fate !== 'recreate' ? ', recreate if the image changes' : ''}`]),
		...restartedBy.map(service => `${service} is recreated`),
		...(fate === 'blocked' ? ['paused: unpause it first'] : []),
		...(fate === 'recreate' && volumes.length > 0 ? [`keeps ${volumeWords(volumes)}`] : []),
	];
}

const volumeWords = (volumes: readonly string[]): string =>
	`${volumes.length === 1 ? 'volume' : 'volumes'} ${volumes.join(', ')}`;

/** A network or volume of the plan: `create`, `recreate (internal +on)`. */
export function resourceWords({ fate, differences }: ResourcePlan, mask: string | undefined): string {
	const words = differences.map(difference => differenceWords(difference, mask)).join('; ');
	switch (fate) {
		case 'create':
			return 'create';
		case 'recreate':
			return `recreate, its containers restart: ${words || 'its hash differs, in a way that plimsoll cannot name'}`;
		case 'missing':
			return 'external and not here: up fails';
		case 'differs':
			return `stays as it is, differs from the file: ${words}`;
	}
}

/** `2 recreate · 1 create · 1 scale · 3 keep`. */
export function planSummary({ services, orphans }: Plan): string {
	const counts = new Map<string, number>();
	for (const service of services.filter(({ isSkipped }) => !isSkipped)) {
		const word = isOnlyScaled(service) ? 'scale' : fateWords[fateOf(service)];
		counts.set(word, (counts.get(word) ?? 0) + 1);
	}
	const parts = [...counts].map(([word, count]) => `${count} ${word}`);
	return [...parts, ...(orphans.length > 0 ? [`${orphans.length} orphan${orphans.length > 1 ? 's' : ''}`] : [])].join(
		' · ',
	);
}

/** The files whose changes are not noticed, and the key that makes the plan again; empty if there are none. */
export function unwatchedWords({ host, unknown }: Watch, key: string): string {
	if (host !== undefined) {
		return `Changes of the files on ${host} are not noticed: ${key} plans again.`;
	}
	return unknown.length === 0 ? '' : `Changes of ${unknown.join(', ')} are not noticed: ${key} plans again.`;
}
