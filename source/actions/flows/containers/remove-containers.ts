import { removeCommand } from '../../../domain/commands/container.js';
import type { Container } from '../../../domain/nouns/container.js';
import { isRunning } from '../../../domain/nouns/container-gates.js';
import { statusText } from '../../../domain/nouns/container-status.js';
import { containerDetail } from '../../../state/selectors.js';
import type { State } from '../../../state/state.js';
import { type Action, action } from '../../action.js';
import { several } from '../../targets.js';
import { containerCheck } from '../outcome-checks.js';

/** An action that removes containers. Its question lists the first containers and what will be lost. */
export function removeContainers(record: {
	id: string;
	title: string;
	key: string;
	force: boolean;
	why(container: Container): string | undefined;
}): Action {
	const { force } = record;
	const options = { force, volumes: force };
	const command = (targets: readonly Container[]) =>
		removeCommand.argv(
			targets.map(target => target.name),
			options,
		);
	return action<readonly Container[]>({
		id: record.id,
		title: record.title,
		keys: [record.key],
		scope: 'containers',
		mutates: true,
		target: state => several(state, 'containers'),
		disabledReason: targets => targets.map(record.why).find(reason => reason !== undefined),
		confirm: (targets, state) => ({
			title: targets.length === 1 ? `Remove container ${targets[0]?.name}?` : `Remove ${targets.length} containers?`,
			body: [
				...targets.slice(0, 8).map(target => describe(target, state)),
				...(targets.length > 8 ? [`… and ${targets.length - 8} more`] : []),
				...consequences(targets, force),
			],
			action: 'Remove',
			severity: 'destroys',
		}),
		command,
		async run(context, targets) {
			const title = targets.length === 1 ? `Remove ${targets[0]?.name}` : `Remove ${targets.length} containers`;
			await context.perform(
				{ title, command: command(targets), checks: targets.map(container => containerCheck(context, container)) },
				targets.map(
					({ id }) =>
						signal =>
							context.engine.containers.remove(id, options, { signal }),
				),
			);
		},
	});
}

const describe = (container: Container, state: State): string =>
	`${container.name}  ${container.image}  ${statusText(container, state.now, containerDetail(state, container.id))}`;

function consequences(targets: readonly Container[], force: boolean): string[] {
	const running = targets.filter(isRunning).length;
	return [
		'Files that are not in a volume are lost.',
		...(force
			? [`${targets.length === 1 ? 'Its' : 'Their'} anonymous volumes are removed as well; named volumes stay.`]
			: []),
		...(force && running > 0
			? [running === 1 ? 'It is running and will be killed.' : `${running} of them are running and will be killed.`]
			: []),
	];
}
