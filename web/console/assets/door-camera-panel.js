// The camera's place on the page of a door: starts it and stops it, chooses another, lights, and says what is wrong.
import { byId, setText } from './dom.js';
import { has, t } from './language.js';

/** `{stop()}`. @param {(text: string) => void} found */
export function doorCamera(found) {
  let running;
  let isStarting = false;
  let ids = [];

  async function start(device) {
    if (isStarting) return;
    isStarting = true;
    byId('camera-on').setAttribute('aria-disabled', 'true');
    say('');
    try {
      const camera = await import('./door-camera.js');
      if (!camera.hasCamera()) {
        say(t('door.camera.none'));
        return;
      }
      byId('video').hidden = false;
      running = await camera.startCamera(byId('video'), { found, ended, device });
      ids = await camera.cameras();
    } catch (error) {
      running = undefined;
      say(has(`door.camera.${error.name}`) ? t(`door.camera.${error.name}`) : t('door.camera.broken'));
    } finally {
      isStarting = false;
      byId('camera-on').removeAttribute('aria-disabled');
      show();
    }
  }

  function stop() {
    running?.stop();
    running = undefined;
    show();
  }

  function ended() {
    running = undefined;
    say(t('door.camera.ended'));
    show();
  }

  /** The focus goes on to what takes the place of what had it. */
  function show() {
    const isOn = Boolean(running);
    const had = document.activeElement;
    byId('video').hidden = !isOn;
    byId('camera').toggleAttribute('data-on', isOn);
    byId('camera-on').hidden = isOn;
    byId('camera-off').hidden = !isOn;
    byId('camera-other').hidden = !isOn || ids.length < 2;
    byId('camera-light').hidden = !running?.hasTorch;
    byId('camera-light').setAttribute('aria-pressed', 'false');
    if (had === byId('camera-on') && isOn) byId('camera-off').focus();
    if (had === byId('camera-off') && !isOn) byId('camera-on').focus();
  }

  function say(words) {
    setText(byId('camera-error'), words);
    byId('camera-error').hidden = !words;
  }

  byId('camera-on').addEventListener('click', () => start());
  byId('camera-off').addEventListener('click', stop);
  byId('camera-other').addEventListener('click', () => {
    const next = ids[(ids.indexOf(running.device) + 1) % ids.length];
    running.stop();
    start(next);
  });
  byId('camera-light').addEventListener('click', async () => {
    const isLit = byId('camera-light').getAttribute('aria-pressed') !== 'true';
    await running.light(isLit);
    byId('camera-light').setAttribute('aria-pressed', String(isLit));
  });
  return { stop };
}
