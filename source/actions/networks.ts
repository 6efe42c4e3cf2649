import { removeNetworkCommand } from '../domain/commands/network.js';
import { disconnectCommand } from '../domain/commands/network-attachment.js';
import { type Network, predefinedNetworks } from '../domain/nouns/network.js';
import { listFacts } from '../state/facts.js';
import { showTab } from '../state/lists/selection.js';
import type { State } from '../state/state.js';
import { type Action, action } from './action.js';
import { networkLook } from './flows/looks.js';
import { connectContainer, disconnectContainer } from './flows/resources/connect-network.js';
import { createNetwork } from './flows/resources/create-network.js';
import { several } from './targets.js';
import { toggleAll } from './view.js';

type Networks = readonly Network[];

const networksOf = (state: State): Networks | undefined => several(state, 'networks');

/** Remove, and by force: every container is disconnected first, which the docker CLI leaves to the user. */
function remove(force: boolean): Action {
	const command = (targets: Networks) => removeNetworkCommand.argv(targets.map(target => target.name));
	return action<Networks>({
		id: force ? 'network.force-remove' : 'network.remove',
		title: force ? 'Disconnect all and remove' : 'Remove',
		keys: [force ? 'D' : 'd'],
		scope: 'networks',
		mutates: true,
		target: networksOf,
		disabledReason(targets, state) {
			const own = targets.find(network => predefinedNetworks.includes(network.name));
			if (own) {
				return `${own.name} is Docker's own`;
			}
			const used = targets
				.map(network => listFacts(state).usersOfNetwork(network.name))
				.find(users => users.length > 0);
			return used && !force
				? `used by ${used.slice(0, 3).join(', ')}: disconnect them first, or all at once with D`
				: undefined;
		},
		confirm: (targets, state) => ({
			title: targets.length === 1 ? `Remove network ${targets[0]?.name}?` : `Remove ${targets.length} networks?`,
			body: targets.slice(0, 8).map(network => {
				const users = listFacts(state).usersOfNetwork(network.name);
				return `${network.name}  ${network.driver}${users.length > 0 ? `  cuts off ${users.join(', ')}` : ''}`;
			}),
			action: 'Remove',
			severity: 'destroys',
		}),
		command,
		async run(context, targets) {
			const title = targets.length === 1 ? `Remove network ${targets[0]?.name}` : `Remove ${targets.length} networks`;
			const { engine } = context;
			if (force) {
				const users = targets.flatMap(network =>
					listFacts(context.getState())
						.usersOfNetwork(network.name)
						.map(container => ({ network, container })),
				);
				for (const { network, container } of users) {
					const options = { container, force: true };
					const done = await context.perform(
						{ title, command: disconnectCommand.argv(network.name, options) },
						signal => engine.networks.disconnect(network.id, options, { signal }),
					);
					if (!done) {
						return;
					}
				}
			}
			await context.perform(
				{ title, command: command(targets), looks: targets.map(({ name }) => networkLook(context, name)) },
				targets.map(network => signal => engine.networks.remove(network.id, { signal })),
			);
		},
	});
}

export const networkActions: readonly Action[] = [
	action({
		id: 'network.inspect',
		title: 'Inspect',
		keys: ['i'],
		scope: 'networks',
		footer: 1,
		target: (state: State) => (state.panes.networks.selected === undefined ? undefined : true),
		run: context => context.update(state => showTab(state, 'networks', 'inspect')),
	}),
	createNetwork,
	connectContainer,
	disconnectContainer,
	action({
		id: 'network.all',
		title: 'All or only unused ones',
		keys: ['A'],
		scope: 'networks',
		target: (): true => true,
		run: context => context.update(toggleAll),
	}),
	remove(false),
	remove(true),
];
