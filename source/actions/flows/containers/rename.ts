import { renameCommand } from '../../../domain/commands/container.js';
import type { Container } from '../../../domain/nouns/container.js';
import { whyNotRename } from '../../../domain/nouns/container-gates.js';
import { validateName } from '../../../domain/run/validate.js';
import { text } from '../../../state/modals/form-fields.js';
import type { Sentences } from '../../../state/modals/modal.js';
import { type Action, action } from '../../action.js';
import { single, singleReason } from '../../targets.js';
import { containerCheck } from '../outcome-checks.js';

/** `R` */
export const renameContainer: Action = action<Container>({
	id: 'container.rename',
	title: 'Rename…',
	keys: ['R'],
	scope: 'containers',
	mutates: true,
	target: state => single(state, 'containers'),
	disabledReason: (container, state) => singleReason(state, 'containers') ?? whyNotRename(container),
	command: container => renameCommand.argv(container.name, 'NAME'),
	async run(context, container) {
		const command = (name: string) => renameCommand.argv(container.name, name);
		await context.ask.form(
			{
				title: `Rename ${container.name}`,
				fields: { name: text('Name') },
				initial: { name: container.name },
				submit: 'Rename',
				validate: ({ name }): Sentences => {
					const error = name === '' ? 'a name is needed' : validateName(name);
					return error === undefined ? {} : { name: error };
				},
				command: ({ name }) => command(name),
			},
			({ name }) => {
				const checks = [containerCheck(context, container)];
				const work = { title: `Rename ${container.name}`, command: command(name), checks };
				return context.attempt(work, signal => context.engine.containers.rename(container.id, name, { signal }));
			},
		);
	},
});
