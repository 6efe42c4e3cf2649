import type { Container, ContainerDetail } from '../../../domain/nouns/container.js';
import { hasStats } from '../../../domain/nouns/container-gates.js';
import type { Host, LimitKind } from '../../../domain/nouns/host.js';
import { cpuLimit, type LoadLevel, loadLevel, memoryLimit, percentText } from '../../../domain/stats/limits.js';
import type { Reading } from '../../../domain/stats/stats.js';
import type { Role } from '../../../domain/text/line.js';
import { bytesSize, formatPercent } from '../../../domain/text/units.js';
import type { Fact } from '../fact-lines.js';
import { lastProbe, probeSigns } from '../probes.js';

/** The capacity of the host (cores, and bytes), and the limits that it does not set. */
export type Capacity = Pick<Host, 'cpus' | 'memory' | 'droppedLimits'>;

/** Limits against use; the limits alone while nothing is measured. */
export function loadFacts(
	container: Container,
	{ limits }: ContainerDetail,
	latest: Reading | undefined,
	host: Capacity,
): Fact[] {
	const reading = hasStats(container) ? latest : undefined;
	const cores = cpuLimit(limits, host.cpus);
	const memory = memoryLimit(limits, host.memory);
	const pids = limits.pids > 0 ? limits.pids : undefined;
	const cpuPercent = reading?.cpuPercent;
	const facts: readonly (readonly [LimitKind, Fact])[] = [
		['cpu', loadFact('cpu', cpuPercent, cores === undefined ? undefined : cores * 100, formatPercent, percentText)],
		['memory', loadFact('memory', reading?.memory, memory, bytesSize)],
		['pids', loadFact('pids', reading?.pids, pids, String)],
	];
	return facts.map(([kind, fact]) => (host.droppedLimits.includes(kind) ? withoutLimit(fact) : fact));
}

/** The engine keeps a limit in its configuration even if it does not set it. */
const withoutLimit = ([name, text]: Fact): Fact =>
	text?.includes('no limit') ? [name, text] : [name, `${text}, which the engine does not set`, 'warn'];

const roles: Readonly<Record<LoadLevel, Role>> = { normal: 'text', near: 'warn', at: 'bad' };
const remarks: Readonly<Record<LoadLevel, string>> = { normal: '', near: ', near its limit', at: ', at its limit' };

function loadFact(
	name: string,
	used: number | undefined,
	limit: number | undefined,
	format: (value: number) => string,
	formatLimit = format,
): Fact {
	if (limit === undefined) {
		return [name, used === undefined ? 'no limit' : `${format(used)}, no limit`, used === undefined ? 'dim' : 'text'];
	}
	if (used === undefined) {
		return [name, `limit ${formatLimit(limit)}`];
	}
	const level = loadLevel(used, limit);
	return [name, `${format(used)} of ${formatLimit(limit)}${remarks[level]}`, roles[level]];
}

/** Health with the last check and its whole output. */
export function healthFacts({ health }: Container, { probes }: ContainerDetail, now: number): Fact[] {
	const last = lastProbe(probes, now);
	if (health === 'none' && last === undefined) {
		return [['health', 'not checked', 'dim']];
	}
	const role: Role = health === 'unhealthy' ? 'bad' : health === 'healthy' ? 'good' : 'text';
	const status = health === 'none' ? 'not checked while it does not run' : health;
	if (last === undefined) {
		return [['health', `${status}, no check has ended yet`, role]];
	}
	return [
		['health', `${status}  ${probeSigns(probes)}  the last check ${last.text}`, role],
		['', last.output === '' ? 'without output' : last.output, 'dim'],
	];
}

/** The restart policy, and how often the engine has restarted the container. */
export function restartFact({ restartPolicy, restartCount, autoRemove }: ContainerDetail): Fact {
	const { name, maximumRetryCount } = restartPolicy;
	const most = name === 'on-failure' && maximumRetryCount > 0 ? `:${maximumRetryCount}` : '';
	const count = restartCount === 0 ? '' : `, restarted ${restartCount === 1 ? 'once' : `${restartCount} times`}`;
	const removed = autoRemove ? ', removed when it ends (--rm)' : '';
	return ['restart', `${name}${most}${count}${removed}`, restartCount > 0 ? 'warn' : 'text'];
}
