// telebot.v3: its own webhook server, a goroutine for each update, states in memory.
package main

import (
	"path/filepath"
	"strings"
	"sync"

	tele "gopkg.in/telebot.v3"
)

type conversation struct {
	state   string
	answers map[string]string
}

var (
	guard         sync.Mutex
	conversations = map[int64]*conversation{}
)

// The chat's conversation if it is in this state, else nil.
func in(state string, chat int64) *conversation {
	guard.Lock()
	defer guard.Unlock()
	if found := conversations[chat]; found != nil && found.state == state {
		return found
	}
	return nil
}

func ask(c tele.Context, known *conversation, name, state string) error {
	guard.Lock()
	known.state = state
	guard.Unlock()
	return c.Send(script[name].Text, keyboard(name))
}

func start(c tele.Context) error {
	known := &conversation{answers: map[string]string{}}
	guard.Lock()
	conversations[c.Chat().ID] = known
	guard.Unlock()
	return ask(c, known, "language", "language")
}

func text(c tele.Context) error {
	chat := c.Chat().ID
	if known := in("story", chat); known != nil {
		known.answers["story"] = c.Text()
		return ask(c, known, "evidence", "evidence")
	}
	if known := in("suspects", chat); known != nil {
		known.answers["suspects"] = c.Text()
		return ask(c, known, "where", "where")
	}
	return nil
}

func photo(c tele.Context) error {
	known := in("evidence", c.Chat().ID)
	if known == nil {
		return nil
	}
	largest := c.Message().Photo
	if err := c.Bot().Download(&largest.File, filepath.Join(photos, largest.UniqueID+".jpg")); err != nil {
		return err
	}
	known.answers["photo"] = largest.UniqueID
	return ask(c, known, "more", "evidence")
}

// Of each state that waits for a button: how its data begins, what it answers, what is asked next, and the state then.
var taps = map[string]struct{ begins, answers, asks, state string }{
	"language": {"language:", "language", "category", "category"},
	"category": {"category:", "category", "story", "story"},
	"evidence": {"do:done", "", "suspects", "suspects"},
	"where":    {"", "where", "identity", "identity"},
	"identity": {"identity:", "identity", "review", "review"},
}

func tapped(c tele.Context) error {
	chat, data := c.Chat().ID, c.Callback().Data
	if known := in("review", chat); known != nil && data == "confirm:send" {
		return send(c, known)
	}
	for state, tap := range taps {
		known := in(state, chat)
		if known == nil || !strings.HasPrefix(data, tap.begins) {
			continue
		}
		if err := c.Respond(); err != nil {
			return err
		}
		if tap.answers != "" {
			known.answers[tap.answers] = data
		}
		return ask(c, known, tap.asks, tap.state)
	}
	return nil
}

func send(c tele.Context, known *conversation) error {
	if err := c.Respond(); err != nil {
		return err
	}
	if err := fileCase(c.Chat().ID, known.answers); err != nil {
		return err
	}
	guard.Lock()
	delete(conversations, c.Chat().ID)
	guard.Unlock()
	if err := c.Send(script["receipt"].Text); err != nil {
		return err
	}
	return c.Send(script["advice"].Text, keyboard("advice"))
}

func main() {
	prepare()
	bot, err := tele.NewBot(tele.Settings{
		URL:   api,
		Token: token,
		Poller: &tele.Webhook{
			Listen:      "127.0.0.1:" + port,
			SecretToken: secret,
			Endpoint:    &tele.WebhookEndpoint{PublicURL: "http://127.0.0.1:" + port + path},
		},
	})
	must(err)
	bot.Handle("/start", start)
	bot.Handle(tele.OnText, text)
	bot.Handle(tele.OnPhoto, photo)
	bot.Handle(tele.OnCallback, tapped)
	bot.Start()
}
