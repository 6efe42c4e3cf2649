import { createVolumeCommand, type VolumeCreation } from '../../../domain/commands/volume.js';
import { rows, text, type ValuesOf } from '../../../state/modals/form-fields.js';
import { type Action, action } from '../../action.js';
import { awaitNew } from '../new-item.js';
import { volumeCheck } from '../outcome-checks.js';
import { pairErrors, pairs } from './pairs.js';

const fields = {
	name: text('Name', { placeholder: 'a random name', once: true }),
	driver: text('Driver', { advanced: true }),
	options: rows('Options', { placeholder: 'type=tmpfs', advanced: true, once: true }),
	labels: rows('Labels', { placeholder: 'name=value', advanced: true, once: true }),
};

const creation = ({ name, driver, options, labels }: ValuesOf<typeof fields>): VolumeCreation => ({
	name,
	driver: driver.trim(),
	options: pairs(options),
	labels: pairs(labels),
});

/** `c` in the volumes pane. */
export const createVolume: Action = action<true>({
	id: 'volume.create',
	title: 'Create…',
	keys: ['c'],
	scope: 'volumes',
	mutates: true,
	footer: 2,
	target: (): true => true,
	command: () => ['docker', 'volume', 'create', 'NAME'],
	async run(context) {
		let created: string | undefined;
		const values = await context.ask.form(
			{
				title: 'Create a volume',
				memory: 'create volume',
				fields,
				initial: { driver: 'local' },
				submit: 'Create',
				validate: values => ({
					...(/^$|^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(values.name)
						? {}
						: { name: 'at least two letters, digits, _ . or -' }),
					...pairErrors('options', values.options),
				}),
				command: values => createVolumeCommand.argv(creation(values)),
			},
			values => {
				const chosen = creation(values);
				const checks = chosen.name ? [volumeCheck(context, chosen.name)] : [];
				const work = { title: 'Create a volume', command: createVolumeCommand.argv(chosen), checks };
				return context.attempt(work, async signal => {
					created = (await context.engine.volumes.create(chosen, { signal })).name;
				});
			},
		);
		if (values && created !== undefined) {
			awaitNew(context, 'volumes')(created);
		}
	},
});
