import type { Container, ContainerDetail } from '../../../domain/nouns/container.js';
import { exitCodeMeaning, statusText, timesOf } from '../../../domain/nouns/container-status.js';
import type { Line } from '../../../domain/text/line.js';
import { type Fact, factLines } from '../fact-lines.js';
import { lastProbe, probeSigns } from '../probes.js';

/** With their gap, the names are as wide as those of the rates above. Cells. */
const leastNameWidth = 9;

/** The life of a container: its state, how it ended, restarts, health. */
export function lifeLines(
	container: Container,
	detail: ContainerDetail | undefined,
	now: number,
	width: number,
): Line[] {
	const { restartCount = 0, restartPolicy, oomKilled = false, error = '', probes = [] } = detail ?? {};
	const ended = container.state === 'exited' || container.state === 'dead' || container.state === 'restarting';
	const code = ended ? timesOf(container, detail).exitCode : undefined;
	const facts: Fact[] = [
		['STATUS', statusText(container, now, detail), container.health === 'unhealthy' ? 'bad' : 'text'],
		[
			'EXIT CODE',
			code === undefined ? undefined : [code, exitCodeMeaning(code)].filter(text => text !== '').join('  '),
			code === 0 ? 'text' : 'bad',
		],
		['OOM', oomKilled ? 'killed: it needed more memory than its limit' : undefined, 'bad'],
		['ERROR', error === '' ? undefined : error, 'bad'],
		['RESTARTS', restartText(restartCount, restartPolicy), restartCount > 0 ? 'warn' : 'text'],
		...probeFacts(probes, now),
	];
	return factLines(facts, width, 1, leastNameWidth);
}

function restartText(count: number, policy: ContainerDetail['restartPolicy'] | undefined): string | undefined {
	if (policy === undefined) {
		return undefined;
	}
	const most = policy.name === 'on-failure' && policy.maximumRetryCount > 0 ? `:${policy.maximumRetryCount}` : '';
	return `${count}  policy ${policy.name}${most}`;
}

function probeFacts(probes: ContainerDetail['probes'], now: number): Fact[] {
	const last = lastProbe(probes, now);
	if (last === undefined) {
		return [];
	}
	return [
		['PROBES', `${probeSigns(probes)}  ${last.text}`, last.failed ? 'bad' : 'good'],
		['OUTPUT', last.output === '' ? undefined : last.output, 'dim'],
	];
}
