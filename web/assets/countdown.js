// Calls `show(millisLeft)` now and at every full second left, until zero, and once at zero. Returns how to stop it.
export function countdown(deadlineMillis, clock, show) {
  let timer;
  const tick = () => {
    clearTimeout(timer);
    const left = Math.max(0, deadlineMillis - clock.now());
    show(left);
    if (left > 0) timer = setTimeout(tick, left % 1000 || 1000);
    else document.removeEventListener('visibilitychange', tick);
  };
  // The timers of hidden pages are slowed down; on return the shown time must be right at once.
  document.addEventListener('visibilitychange', tick);
  tick();
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', tick);
  };
}
