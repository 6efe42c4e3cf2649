import type { FormValues } from '../../state/modal.js';
import { type Action, action } from '../action.js';
import { pairs } from './pairs.js';

const argv = (values: FormValues): readonly string[] => [
	'docker',
	'network',
	'create',
	...(values.driver && values.driver !== 'bridge' ? ['--driver', String(values.driver)] : []),
	...(values.internal === 'true' ? ['--internal'] : []),
	...(values.ipv6 === 'true' ? ['--ipv6'] : []),
	...(values.subnet ? ['--subnet', String(values.subnet)] : []),
	...(values.gateway ? ['--gateway', String(values.gateway)] : []),
	...(values.labels as readonly string[]).flatMap(label => ['--label', label]),
	String(values.name),
];

/** The body of `POST /networks/create` as the docker CLI sends it. */
function body(values: FormValues): Record<string, unknown> {
	const subnet = String(values.subnet);
	const gateway = String(values.gateway);
	const config = subnet === '' ? [] : [{ Subnet: subnet, ...(gateway !== '' && { Gateway: gateway }) }];
	return {
		CheckDuplicate: true,
		Name: values.name,
		Driver: values.driver || 'bridge',
		Internal: values.internal === 'true',
		EnableIPv6: values.ipv6 === 'true',
		IPAM: { Driver: 'default', Options: {}, Config: config },
		Options: {},
		Labels: pairs(values.labels as readonly string[]),
	};
}

/** `c` in the networks pane. */
export const createNetwork: Action = action<true>({
	id: 'network.create',
	title: 'Create…',
	keys: ['c'],
	scope: 'networks',
	mutates: true,
	footer: 2,
	target: (): true => true,
	async run(context) {
		await context.ask.form(
			{
				title: 'Create a network',
				fields: [
					{ name: 'name', label: 'Name', kind: 'text' },
					{
						name: 'driver',
						label: 'Driver',
						kind: 'choice',
						choices: ['bridge', 'overlay', 'macvlan', 'ipvlan'].map(value => ({ value, label: value })),
					},
					{ name: 'subnet', label: 'Subnet', kind: 'text', placeholder: '172.28.0.0/16', advanced: true },
					{ name: 'gateway', label: 'Gateway', kind: 'text', placeholder: '172.28.0.1', advanced: true },
					{ name: 'internal', label: 'Internal', kind: 'toggle', help: 'no way out of it', advanced: true },
					{ name: 'ipv6', label: 'IPv6', kind: 'toggle', advanced: true },
					{ name: 'labels', label: 'Labels', kind: 'rows', placeholder: 'name=value', advanced: true },
				],
				initial: { name: '', driver: 'bridge', subnet: '', gateway: '', internal: '', ipv6: '', labels: [] },
				submit: 'Create',
				validate: values => ({
					...(String(values.name).trim() === '' ? { name: 'a name is needed' } : {}),
					...(values.gateway && !values.subnet ? { gateway: 'a gateway needs its subnet' } : {}),
				}),
				command: argv,
			},
			values =>
				context.attempt({ title: 'Create a network', command: argv(values) }, signal =>
					context.engine.networks.create(body(values), { signal }),
				),
		);
	},
});
