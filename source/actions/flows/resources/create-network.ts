import { createNetworkCommand, type NetworkCreation } from '../../../domain/commands/network.js';
import { choice, plainOptions, rows, text, toggle, type ValuesOf } from '../../../state/modals/form-fields.js';
import { type Action, action } from '../../action.js';
import { awaitNew } from '../new-item.js';
import { networkCheck } from '../outcome-checks.js';
import { pairs } from './pairs.js';

const fields = {
	name: text('Name', { once: true }),
	driver: choice('Driver', plainOptions(['bridge', 'overlay', 'macvlan', 'ipvlan'])),
	subnet: text('Subnet', { placeholder: '172.28.0.0/16', advanced: true, once: true }),
	gateway: text('Gateway', { placeholder: '172.28.0.1', advanced: true, once: true }),
	internal: toggle('Internal', { help: 'no access to other networks', advanced: true, once: true }),
	ipv6: toggle('IPv6', { advanced: true, once: true }),
	labels: rows('Labels', { placeholder: 'name=value', advanced: true, once: true }),
};

function creation({ name, driver, subnet, gateway, internal, ipv6, labels }: ValuesOf<typeof fields>): NetworkCreation {
	const range = { subnet: subnet.trim(), gateway: gateway.trim() };
	return {
		name: name.trim(),
		driver,
		subnets: range.subnet === '' ? [] : [range],
		internal,
		ipv6: ipv6 || undefined,
		labels: pairs(labels),
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
	command: () => ['docker', 'network', 'create', 'NAME'],
	async run(context) {
		let created: string | undefined;
		const values = await context.ask.form(
			{
				title: 'Create a network',
				memory: 'create network',
				fields,
				submit: 'Create',
				validate: values => ({
					...(values.name.trim() === '' ? { name: 'a name is needed' } : {}),
					...(values.gateway && !values.subnet ? { gateway: 'a gateway needs a subnet' } : {}),
				}),
				command: values => createNetworkCommand.argv(creation(values)),
			},
			values => {
				const chosen = creation(values);
				const checks = [networkCheck(context, chosen.name)];
				const work = { title: 'Create a network', command: createNetworkCommand.argv(chosen), checks };
				return context.attempt(work, async signal => {
					created = (await context.engine.networks.create(chosen, { signal })).id;
				});
			},
		);
		if (values && created !== undefined) {
			awaitNew(context, 'networks')(created);
		}
	},
});
