import { formatDuration, parseDuration } from '../values/duration.js';
import { parseGoInt } from '../values/go-values.js';
import { attachStream, environmentName, labelName } from './checks.js';
import { type Flag, list, number, pairs, text, toggle } from './flag.js';

/** `-i` and `-t` are written together as `-it`, as users type them. */
const interactive: Flag = {
	...toggle('interactive', { name: 'interactive', short: 'i' }),
	write: options => (options.interactive ? [options.tty ? '-it' : '-i'] : options.tty ? ['-t'] : []),
};

const tty: Flag = { ...toggle('tty', { name: 'tty', short: 't' }), write: () => [] };

const init: Flag = {
	...toggle('init', { name: 'init', since: '1.25' }),
	write: ({ init }) => (init === undefined ? [] : [init ? '--init' : '--init=false']),
};

const entrypoint: Flag = {
	name: 'entrypoint',
	takesValue: true,
	read: (options, value) => ({ ...options, entrypoint: value }),
	write: options => (options.entrypoint === undefined ? [] : ['--entrypoint', options.entrypoint]),
};

/** Name, start, restart and end of the container. */
export const lifeFlags: readonly Flag[] = [
	toggle('detach', { name: 'detach', short: 'd' }),
	interactive,
	tty,
	list('attach', { name: 'attach', short: 'a' }, attachStream),
	text('detachKeys', { name: 'detach-keys' }),
	toggle('rm', { name: 'rm' }),
	text('name', { name: 'name' }),
	text('cidfile', { name: 'cidfile' }),
	text('restart', { name: 'restart' }, 'no'),
	init,
	text('pull', { name: 'pull' }, 'missing'),
	text('platform', { name: 'platform', since: '1.32' }),
	text('stopSignal', { name: 'stop-signal' }),
	number('stopTimeout', { name: 'stop-timeout', since: '1.25' }, parseGoInt, String, value => value === undefined),
];

/** Environment, labels, user, working directory and entry point. */
export const processFlags: readonly Flag[] = [
	pairs('env', { name: 'env', short: 'e' }, environmentName),
	list('envFile', { name: 'env-file' }),
	pairs('label', { name: 'label', short: 'l' }, labelName),
	list('labelFile', { name: 'label-file' }),
	pairs('annotation', { name: 'annotation', since: '1.43' }),
	text('user', { name: 'user', short: 'u' }),
	list('groupAdd', { name: 'group-add' }),
	text('workdir', { name: 'workdir', short: 'w' }),
	entrypoint,
];

/** Health check and logging. */
export const healthFlags: readonly Flag[] = [
	toggle('noHealthcheck', { name: 'no-healthcheck' }),
	text('healthCmd', { name: 'health-cmd' }),
	number('healthInterval', { name: 'health-interval' }, parseDuration, formatDuration),
	number('healthTimeout', { name: 'health-timeout' }, parseDuration, formatDuration),
	number('healthStartPeriod', { name: 'health-start-period', since: '1.29' }, parseDuration, formatDuration),
	number('healthStartInterval', { name: 'health-start-interval', since: '1.44' }, parseDuration, formatDuration),
	number('healthRetries', { name: 'health-retries' }, parseGoInt),
	text('logDriver', { name: 'log-driver' }),
	pairs('logOpt', { name: 'log-opt' }),
];
