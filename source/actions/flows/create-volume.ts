import type { FormValues } from '../../state/modal.js';
import { type Action, action } from '../action.js';
import { pairErrors, pairs } from './pairs.js';

const argv = (values: FormValues): readonly string[] => [
	'docker',
	'volume',
	'create',
	...(values.driver && values.driver !== 'local' ? ['--driver', String(values.driver)] : []),
	...(values.options as readonly string[]).flatMap(option => ['--opt', option]),
	...(values.labels as readonly string[]).flatMap(label => ['--label', label]),
	...(values.name ? [String(values.name)] : []),
];

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
				fields: [
					{ name: 'name', label: 'Name', kind: 'text', placeholder: 'a random one' },
					{ name: 'driver', label: 'Driver', kind: 'text', advanced: true },
					{ name: 'options', label: 'Options', kind: 'rows', placeholder: 'type=tmpfs', advanced: true },
					{ name: 'labels', label: 'Labels', kind: 'rows', placeholder: 'name=value', advanced: true },
				],
				initial: { name: '', driver: 'local', options: [], labels: [] },
				submit: 'Create',
				validate: values => ({
					...(/^$|^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(String(values.name))
						? {}
						: { name: 'letters, digits, _ . -; at least two' }),
					...pairErrors('options', values.options as readonly string[]),
				}),
				command: argv,
			},
			values =>
				context.attempt({ title: 'Create a volume', command: argv(values) }, signal =>
					context.engine.volumes.create(
						{
							...(values.name && { Name: values.name }),
							Driver: values.driver,
							DriverOpts: pairs(values.options as readonly string[]),
							Labels: pairs(values.labels as readonly string[]),
						},
						{ signal },
					),
				),
		);
	},
});
