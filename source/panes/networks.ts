import { quote } from '../domain/command.js';
import type { EngineEvent } from '../domain/nouns/events.js';
import { type Network, predefinedNetworks } from '../domain/nouns/network.js';
import { shortId } from '../domain/nouns/short-id.js';
import { ageCell } from './age-cell.js';
import { byNumber, byText } from './compare.js';
import { labelTexts } from './labels.js';
import { type EventEffect, type Facts, type Pane, whileEngine } from './pane.js';
import { usersCell } from './users.js';

const users = (network: Network, facts: Facts) => facts.usersOfNetwork(network.name);
const predefined = (network: Network) => predefinedNetworks.includes(network.name);
const used = (network: Network, facts: Facts) => predefined(network) || users(network, facts).length > 0;
const subnets = (network: Network) => network.subnets.map(({ subnet }) => subnet).filter(Boolean);

/** `docker network ls`, with the subnets and the containers of each network. */
export const networks: Pane<'networks'> = {
	id: 'networks',
	title: 'Networks',
	source: 'engine',
	shown: whileEngine,
	key: network => network.id,
	name: network => network.name,
	succeeds: (item, former) => item.name === former.name,
	columns: [
		{
			id: 'name',
			header: 'NAME',
			min: 10,
			max: 40,
			fitsContent: true,
			priority: 0,
			cut: 'middle',
			cell: network => ({ text: network.name }),
		},
		{
			id: 'id',
			header: 'NETWORK ID',
			zoomOnly: true,
			min: 12,
			max: 12,
			priority: 4,
			cell: network => ({ text: shortId(network.id), role: 'dim' }),
		},
		{
			id: 'driver',
			header: 'DRIVER',
			min: 6,
			max: 8,
			priority: 3,
			cell: network => ({ text: network.driver, role: 'dim' }),
		},
		{
			id: 'scope',
			header: 'SCOPE',
			zoomOnly: true,
			min: 5,
			max: 6,
			priority: 5,
			cell: network => ({ text: network.scope, role: 'dim' }),
		},
		{
			id: 'subnet',
			header: 'SUBNET',
			min: 15,
			max: 18,
			priority: 2,
			cell: network => ({ text: subnets(network).join(', ') || '--', role: 'dim' }),
		},
		{
			id: 'users',
			header: 'CONTAINERS',
			min: 14,
			max: Number.POSITIVE_INFINITY,
			priority: 1,
			cell: (network, facts) =>
				predefined(network) && users(network, facts).length === 0
					? { text: 'predefined', role: 'dim' }
					: usersCell(users(network, facts)),
		},
		{
			id: 'flags',
			header: 'OPTIONS',
			zoomOnly: true,
			min: 8,
			max: 24,
			fitsContent: true,
			hidesEmpty: true,
			priority: 6,
			cell: network => ({ text: options(network), role: 'dim' }),
		},
		{
			id: 'created',
			header: 'CREATED',
			zoomOnly: true,
			min: 14,
			max: 18,
			priority: 7,
			cell: (network, facts) => ageCell(network.createdAt, facts.now),
		},
	],
	tabs: {
		inspect: { title: 'Inspect', needs: () => ['network'] },
		containers: { title: 'Containers', needs: () => ['network'] },
	},
	resources: { network: 'once' },
	inspect: 'network',
	sortKeys: [
		{ id: 'name', title: 'Name', compare: byText(network => network.name) },
		{ id: 'created', title: 'Created', compare: byNumber(network => network.createdAt), reversed: true },
		{ id: 'driver', title: 'Driver', compare: byText(network => network.driver) },
	],
	bullet: (network, facts) =>
		used(network, facts) ? { glyph: 'used', role: 'good' } : { glyph: 'unused', role: 'dim' },
	filterText: (network, facts) => ({
		text: [network.name, network.driver, ...subnets(network), ...users(network, facts)].join(' '),
		fields: {
			id: network.id,
			name: network.name,
			driver: network.driver,
			scope: network.scope,
			label: labelTexts(network.labels),
			type: predefined(network) ? 'builtin' : 'custom',
			container: users(network, facts),
			subnet: subnets(network),
			dangling: String(!used(network, facts)),
		},
	}),
	hidden: used,
	showsAll: true,
	copyables: network => [
		{ key: 'n', label: 'Name', text: network.name },
		{ key: 'i', label: 'ID', text: network.id },
		{ key: 's', label: 'Subnet', text: network.subnets[0]?.subnet ?? '' },
		{ key: 'c', label: 'docker network inspect', text: quote(['docker', 'network', 'inspect', network.name]) },
	],
	onEvent,
	empty: 'No networks',
	maxUnfocusedRows: 2,
};

function onEvent({ type, action, id }: EngineEvent): EventEffect<'networks'> {
	if (type !== 'network') {
		return {};
	}
	const isMember = action === 'connect' || action === 'disconnect';
	return { list: !isMember, ...(action === 'destroy' && { gone: id }), stale: [{ of: 'network', id }] };
}

function options({ internal, attachable, ipv6 }: Network): string {
	return [internal && 'internal', attachable && 'attachable', ipv6 && 'IPv6'].filter(Boolean).join(', ');
}
