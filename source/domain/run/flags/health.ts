import { formatDuration, parseDuration } from '../values/duration.js';
import { parseGoInt } from '../values/go-values.js';
import { type Flag, number, pairs, text, toggle } from './flag.js';

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
