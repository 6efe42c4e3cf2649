import { formatBytes, parseBytesFlag, parseSwapFlag } from '../values/bytes.js';
import { formatCpus, parseCpus } from '../values/cpus.js';
import { parseBytesRate, parseDeviceWeight, parseOperationsRate } from '../values/device-limits.js';
import { parseGoInt, parseGoUint } from '../values/go-values.js';
import { parseUlimit } from '../values/ulimit.js';
import { checked, type Flag, list, number, text, toggle } from './flag.js';

/** CPU, memory, process and block I/O limits. */
export const resourceFlags: readonly Flag[] = [
	number('cpus', { name: 'cpus', since: '1.25' }, parseCpus, formatCpus),
	number('cpuPeriod', { name: 'cpu-period' }, parseGoInt),
	number('cpuQuota', { name: 'cpu-quota' }, parseGoInt),
	number('cpuRtPeriod', { name: 'cpu-rt-period', since: '1.25' }, parseGoInt),
	number('cpuRtRuntime', { name: 'cpu-rt-runtime', since: '1.25' }, parseGoInt),
	number('cpuShares', { name: 'cpu-shares', short: 'c' }, parseGoInt),
	text('cpusetCpus', { name: 'cpuset-cpus' }),
	text('cpusetMems', { name: 'cpuset-mems' }),
	number('memory', { name: 'memory', short: 'm' }, parseBytesFlag, formatBytes),
	number('memorySwap', { name: 'memory-swap' }, parseSwapFlag, formatBytes),
	number('memoryReservation', { name: 'memory-reservation' }, parseBytesFlag, formatBytes),
	number('kernelMemory', { name: 'kernel-memory' }, parseBytesFlag, formatBytes),
	number('memorySwappiness', { name: 'memory-swappiness' }, parseGoInt, String, value => value === -1),
	toggle('oomKillDisable', { name: 'oom-kill-disable' }),
	number('oomScoreAdj', { name: 'oom-score-adj' }, parseGoInt),
	number('pidsLimit', { name: 'pids-limit' }, parseGoInt),
	list('ulimit', { name: 'ulimit' }, checked(parseUlimit)),
	number('blkioWeight', { name: 'blkio-weight' }, value => parseGoUint(value, 16)),
	list('blkioWeightDevice', { name: 'blkio-weight-device' }, checked(parseDeviceWeight)),
	list('deviceReadBps', { name: 'device-read-bps' }, checked(parseBytesRate)),
	list('deviceReadIops', { name: 'device-read-iops' }, checked(parseOperationsRate)),
	list('deviceWriteBps', { name: 'device-write-bps' }, checked(parseBytesRate)),
	list('deviceWriteIops', { name: 'device-write-iops' }, checked(parseOperationsRate)),
];
