import { createNetworkCommand, type NetworkCreation } from '../../../domain/commands/network.js';
import type { FormValues } from '../../../state/modals/modal.js';
import { type Action, action } from '../../action.js';
import { networkLook } from '../looks.js';
import { pairs } from './pairs.js';

function creation(values: FormValues): NetworkCreation {
	const [subnet, gateway] = [String(values.subnet).trim(), String(values.gateway).trim()];
	return {
		name: String(values.name).trim(),
		driver: String(values.driver),
		subnets: subnet === '' ? [] : [{ subnet, gateway }],
		internal: values.internal === 'true',
		ipv6: values.ipv6 === 'true' ? true : undefined,
		labels: pairs(values.labels as readonly string[]),
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
				memory: 'create network',
				fields: [
					{ name: 'name', label: 'Name', kind: 'text', once: true },
					{
						name: 'driver',
						label: 'Driver',
						kind: 'choice',
						choices: ['bridge', 'overlay', 'macvlan', 'ipvlan'].map(value => ({ value, label: value })),
					},
					{ name: 'subnet', label: 'Subnet', kind: 'text', placeholder: '172.28.0.0/16', advanced: true, once: true },
					{ name: 'gateway', label: 'Gateway', kind: 'text', placeholder: '172.28.0.1', advanced: true, once: true },
					{ name: 'internal', label: 'Internal', kind: 'toggle', help: 'no way out of it', advanced: true, once: true },
					{ name: 'ipv6', label: 'IPv6', kind: 'toggle', advanced: true, once: true },
					{ name: 'labels', label: 'Labels', kind: 'rows', placeholder: 'name=value', advanced: true, once: true },
				],
				initial: { name: '', driver: 'bridge', subnet: '', gateway: '', internal: '', ipv6: '', labels: [] },
				submit: 'Create',
				validate: values => ({
					...(String(values.name).trim() === '' ? { name: 'a name is needed' } : {}),
					...(values.gateway && !values.subnet ? { gateway: 'a gateway needs its subnet' } : {}),
				}),
				command: values => createNetworkCommand.argv(creation(values)),
			},
			values => {
				const chosen = creation(values);
				const looks = [networkLook(context, chosen.name)];
				const work = { title: 'Create a network', command: createNetworkCommand.argv(chosen), looks };
				return context.attempt(work, signal => context.engine.networks.create(chosen, { signal }));
			},
		);
	},
});
