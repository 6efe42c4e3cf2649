import { createVolumeCommand, type VolumeCreation } from '../../../domain/commands/volume.js';
import type { FormValues } from '../../../state/modals/modal.js';
import { type Action, action } from '../../action.js';
import { volumeLook } from '../looks.js';
import { pairErrors, pairs } from './pairs.js';

const creation = (values: FormValues): VolumeCreation => ({
	name: String(values.name),
	driver: String(values.driver).trim(),
	options: pairs(values.options as readonly string[]),
	labels: pairs(values.labels as readonly string[]),
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
	async run(context) {
		await context.ask.form(
			{
				title: 'Create a volume',
				memory: 'create volume',
				fields: [
					{ name: 'name', label: 'Name', kind: 'text', placeholder: 'a random one', once: true },
					{ name: 'driver', label: 'Driver', kind: 'text', advanced: true },
					{ name: 'options', label: 'Options', kind: 'rows', placeholder: 'type=tmpfs', advanced: true, once: true },
					{ name: 'labels', label: 'Labels', kind: 'rows', placeholder: 'name=value', advanced: true, once: true },
				],
				initial: { name: '', driver: 'local', options: [], labels: [] },
				submit: 'Create',
				validate: values => ({
					...(/^$|^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(String(values.name))
						? {}
						: { name: 'letters, digits, _ . -; at least two' }),
					...pairErrors('options', values.options as readonly string[]),
				}),
				command: values => createVolumeCommand.argv(creation(values)),
			},
			values => {
				const chosen = creation(values);
				const looks = chosen.name ? [volumeLook(context, chosen.name)] : [];
				const work = { title: 'Create a volume', command: createVolumeCommand.argv(chosen), looks };
				return context.attempt(work, signal => context.engine.volumes.create(chosen, { signal }));
			},
		);
	},
});
