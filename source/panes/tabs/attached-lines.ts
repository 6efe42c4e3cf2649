import { type Network, predefinedNetworks } from '../../domain/nouns/network.js';
import type { Line } from '../../domain/text/line.js';
import { notice } from '../../domain/text/notice.js';
import { factLines } from './fact-lines.js';
import { textTable } from './text-table.js';

/** A network's subnets and the containers attached to it, with their addresses. */
export function attachedLines(network: Network, width: number): readonly Line[] {
	const attached = Object.values(network.containers);
	const facts = factLines(
		[
			['driver', network.driver],
			...network.subnets.flatMap(({ subnet, gateway }) => [
				['subnet', subnet || undefined] as const,
				['gateway', gateway || undefined] as const,
			]),
			['created by', predefinedNetworks.includes(network.name) ? 'Docker' : undefined],
			['internal', network.internal ? 'no external access' : undefined],
		],
		width,
	);
	if (attached.length === 0) {
		return [...facts, [], ...notice('no running container is attached', 'dim', width)];
	}
	const rows = attached.map(({ name, ipv4, ipv6, mac }) => [name, ipv4 || '--', [mac, ipv6].filter(Boolean).join(' ')]);
	return [
		...facts,
		[],
		...textTable(
			[{ header: 'NAMES' }, { header: 'IPV4', role: 'accent' }, { header: 'MAC, IPV6', role: 'dim' }],
			rows,
			width,
		),
	];
}
