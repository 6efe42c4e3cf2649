import { type Json, type Mutation, set, unset } from './compose-file.js';

/** Changes the network `net`, on which `probe` is. */
const network = (title: string, value: Json, words: RegExp): Mutation => ({
	title: `a network with ${title}`,
	change: file => {
		file.networks.net = value;
		set('probe', 'networks', ['net'])(file);
	},
	says: [['probe', words]],
});
const range = (config: Json): Json => ({ internal: true, ipam: { config: [{ subnet: '10.218.78.0/28', ...config }] } });

/** Changes of networks, in this order. */
export const networkMutations: readonly Mutation[] = [
	network('a range', range({}), /recreate/),
	network('a gateway', range({ gateway: '10.218.78.9' }), /restart/),
	network('a part of its range', range({ ip_range: '10.218.78.8/29' }), /restart/),
	network('a reserved address', range({ aux_addresses: { host: '10.218.78.7' } }), /restart/),
	network(
		'the default driver of addresses',
		{ ...range({}), ipam: { driver: 'default', config: [{ subnet: '10.218.78.0/28' }] } },
		/restart/,
	),
	network('an option', { ...range({}), driver_opts: { 'com.docker.network.bridge.enable_icc': 'false' } }, /restart/),
	network(
		'another option',
		{ ...range({}), driver_opts: { 'com.docker.network.bridge.enable_icc': 'true' } },
		/restart/,
	),
	network('a label', { ...range({}), labels: { team: 'shop' } }, /restart/),
	network('attachable', { ...range({}), labels: { team: 'shop' }, attachable: true }, /restart/),
	network('IPv6 off', { ...range({}), enable_ipv6: false }, /restart/),
	network('no internal', { ipam: { config: [{ subnet: '10.218.78.0/28' }] } }, /restart/),
	network('no change', { ipam: { config: [{ subnet: '10.218.78.0/28' }] } }, /keep/),
	{
		title: 'a network under another name',
		change: file => {
			file.networks.net = { name: `${file.name}-net`, ipam: { config: [{ subnet: '10.218.79.0/28' }] } };
		},
		says: [['probe', /recreate/]],
	},
	{
		title: 'an external network',
		change: (file, { docker }) => {
			docker('network', 'create', '--internal', '--subnet', '10.218.80.0/28', `${file.name}-outside`);
			file.networks.net = { name: `${file.name}-outside`, external: true };
		},
		says: [['probe', /recreate/]],
	},
	{
		title: 'a second network',
		change: file => {
			file.networks.more = { internal: true, ipam: { config: [{ subnet: '10.218.81.0/28' }] } };
			set('probe', 'networks', { net: { aliases: ['x'] }, more: null })(file);
		},
		says: [['probe', /network/]],
	},
	{
		title: 'the network of the host',
		change: file => {
			unset('probe', 'networks')(file);
			set('probe', 'network_mode', 'host')(file);
		},
		says: [['probe', /network/]],
	},
	{ title: 'the network of the engine', change: set('probe', 'network_mode', 'bridge'), says: [['probe', /network/]] },
	{ title: 'the default network', change: unset('probe', 'network_mode'), says: [['probe', /network/]] },
];
