import type { Host } from '../../domain/nouns/host.js';
import { isMeasured } from '../../domain/stats/dropped-limits.js';
import { bytesSize } from '../../domain/text/units.js';
import { type Fact, listFacts } from './fact-lines.js';

/** The connected engine as `docker info` shows it, with its warnings. */
export function hostFacts(host: Host): readonly Fact[] {
	const { product, version, apiVersion, os, kernel, architecture, cpus, memory } = host;
	return [
		['engine', `${product} ${version}, API ${apiVersion}`],
		['system', [os, kernel, architecture].filter(Boolean).join(', ')],
		['resources', `${cpus} CPUs, ${bytesSize(memory)}`],
		['storage', host.storageDriver && `${host.storageDriver}${host.containerdStore ? ', images in containerd' : ''}`],
		cgroupFact(host),
		['limits', droppedText(host), 'warn'],
		['rootless', host.rootless ? 'yes' : 'no'],
		['live restore', host.liveRestore ? 'containers run on while the engine restarts' : 'no'],
		...listFacts(
			'warnings',
			host.warnings.map(warning => [warning.replace(/^WARNING: /, ''), 'warn']),
		),
	];
}

function cgroupFact(host: Host): Fact {
	return isMeasured(host)
		? ['cgroup', `version ${host.cgroupVersion}${host.cgroupDriver && `, driver ${host.cgroupDriver}`}`]
		: ['cgroup', 'none: the engine cannot measure a container', 'warn'];
}

const kindNames = {
	memory: 'memory',
	cpu: 'CPU',
	cpuShares: 'CPU shares',
	cpuset: 'CPU set',
	pids: 'processes',
} as const;

const droppedText = ({ droppedLimits }: Host): string | undefined =>
	droppedLimits.length === 0
		? undefined
		: `the engine drops limits of ${droppedLimits.map(kind => kindNames[kind]).join(', ')}`;
