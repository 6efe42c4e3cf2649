import { quote } from '../../command.js';
import type { RunOptions } from '../options.js';
import { parsePair } from '../values/pair.js';
import { numberAt, objectAt, pairsAt, type Raw, same, textAt, textsAt } from './raw.js';

/** Entry point, command, environment, labels, user, health check and attached streams. */
export function processOf(config: Raw, image: Raw, top: Raw): Partial<RunOptions> {
	const imageEnv = textsAt(image, 'Env');
	const imageLabels = objectAt(image, 'Labels');
	const unlessImage = (key: string) => (textAt(config, key) === textAt(image, key) ? '' : textAt(config, key));
	const stopTimeout = config.StopTimeout;
	return {
		...commandOf(config, image),
		...attachmentOf(config),
		...healthOf(config, image),
		env: textsAt(config, 'Env')
			.filter(line => !imageEnv.includes(line))
			.map(parsePair),
		label: pairsAt(config, 'Labels').filter(({ name, value }) => imageLabels[name] !== value),
		annotation: pairsAt(objectAt(top, 'HostConfig'), 'Annotations'),
		user: unlessImage('User'),
		workdir: unlessImage('WorkingDir'),
		stopSignal: unlessImage('StopSignal'),
		stopTimeout: typeof stopTimeout === 'number' ? stopTimeout : undefined,
	};
}

/** `--entrypoint` accepts one word, so the other words go before the command. */
function commandOf(config: Raw, image: Raw): Pick<RunOptions, 'entrypoint' | 'command'> {
	const entrypoint = textsAt(config, 'Entrypoint');
	const command = textsAt(config, 'Cmd');
	if (!same(entrypoint, textsAt(image, 'Entrypoint'))) {
		return { entrypoint: entrypoint[0] ?? '', command: [...entrypoint.slice(1), ...command] };
	}
	return { entrypoint: undefined, command: same(command, textsAt(image, 'Cmd')) ? [] : command };
}

function attachmentOf(config: Raw): Partial<RunOptions> {
	const on = (key: string) => config[key] === true;
	const outputs = [on('AttachStdout') && 'stdout', on('AttachStderr') && 'stderr'].filter(name => name !== false);
	const all = outputs.length === 2;
	const detach = outputs.length === 0 && !on('AttachStdin');
	const streams = on('AttachStdin') && !on('OpenStdin') ? ['stdin', ...outputs] : outputs;
	return {
		detach,
		interactive: on('OpenStdin'),
		tty: on('Tty'),
		attach: detach || (all && streams.length === 2) ? [] : streams.length > 0 ? streams : ['stdin'],
	};
}

function healthOf(config: Raw, image: Raw): Partial<RunOptions> {
	const health = objectAt(config, 'Healthcheck');
	if (same(health, objectAt(image, 'Healthcheck'))) {
		return {};
	}
	const [kind, ...words] = textsAt(health, 'Test');
	return {
		noHealthcheck: kind === 'NONE',
		healthCmd: kind === 'CMD' ? quote(words) : kind === 'CMD-SHELL' ? (words[0] ?? '') : '',
		healthInterval: numberAt(health, 'Interval'),
		healthTimeout: numberAt(health, 'Timeout'),
		healthStartPeriod: numberAt(health, 'StartPeriod'),
		healthStartInterval: numberAt(health, 'StartInterval'),
		healthRetries: numberAt(health, 'Retries'),
	};
}
