package main

import (
	"context"
	"os"

	client "generated/client"
)

const organization, name = "my-org", "go"

func main() {
	ctx := context.WithValue(context.Background(), client.ContextAccessToken, os.Getenv("TOKEN"))
	configuration := client.NewConfiguration()
	configuration.Servers = client.ServerConfigurations{{URL: os.Getenv("BASE_URL")}}
	api := client.NewAPIClient(configuration).DatabasesAPI
	isListed := func() bool {
		reply, _, err := api.ListDatabases(ctx, organization).Execute()
		check(err)
		for _, database := range reply.GetDatabases() {
			if database.GetName() == name {
				return true
			}
		}
		return false
	}
	request := client.NewCreateDatabaseRequest(name)
	request.SetGroup("default")
	_, _, err := api.CreateDatabase(ctx, organization).CreateDatabaseRequest(*request).Execute()
	check(err)
	if !isListed() {
		panic("not created")
	}
	_, _, err = api.DeleteDatabase(ctx, organization, name).Execute()
	check(err)
	if isListed() {
		panic("not deleted")
	}
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
